// What a test reads and does on the dashboard's page, by the words and roles that a user knows.
import type { Locator, Page } from 'playwright-core'

export interface ShownCount {
  /** As the page writes it. */
  readonly key: string
  readonly count: number
}

export class DashboardPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** One of the large numbers. */
  figure(name: string): Locator {
    return this.panel('Overview')
      .locator('dl > *', { has: this.page.getByText(name, { exact: true }) })
      .locator('dd')
      .first()
  }

  /** The exact number behind it, as a screen reader says it; NaN while it is not known. */
  async count(name: string): Promise<number> {
    const text = await this.figure(name).locator('.sr-only').innerText()
    return /\d/.test(text) ? digitsOf(text) : NaN
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true })
  }

  /** A row of a breakdown, which is a switch, by its value. */
  row(title: string, key: string): Locator {
    return this.panel(title).locator(`li button[title^="${key}: "]`)
  }

  /** The rows of a breakdown from top to bottom. */
  async rows(title: string): Promise<ShownCount[]> {
    const titles = await this.panel(title)
      .locator('li button')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title') ?? ''))
    return titles.map((text) => {
      const cut = text.lastIndexOf(': ')
      return { key: text.slice(0, cut), count: digitsOf(text.slice(cut)) }
    })
  }

  get chart(): Locator {
    return this.page.getByRole('slider', { name: /^Events over time/ })
  }

  /** Resolves when the chart's code has come and it is drawn. */
  async untilDrawn(): Promise<void> {
    await this.chart.locator('canvas').waitFor()
  }

  /** Events of the range, or of the bucket under the crosshair. */
  async chartTotal(): Promise<number> {
    return digitsOf(await this.panel('Events over time').locator('.legend strong').innerText())
  }

  /** By type, in the range or under the crosshair. */
  async chartTypes(): Promise<Record<string, number>> {
    const texts = await this.panel('Events over time').locator('.legend li').allInnerTexts()
    const pairs = texts.map((text) => /^\s*(\S+)\s+([\d.,]+)\s*$/.exec(text))
    return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', digitsOf(pair?.[2] ?? '')]))
  }

  /** Everything that the canvas shows, to be compared with another time. */
  async picture(): Promise<string> {
    return String(await this.page.evaluate(`document.querySelector('[role="slider"] canvas').toDataURL()`))
  }

  /** Scrolls there: panels below the fold come when they are near. */
  async scrollTo(title: string): Promise<void> {
    await this.panel(title).evaluate((panel) => panel.scrollIntoView({ block: 'end' }))
  }

  async toEvents(): Promise<void> {
    await this.panel('Events').waitFor()
    await this.scrollTo('Events')
    await this.events.first().waitFor()
    await this.scrollTo('Events')
  }

  /** Those that are in the page; there are more in the list. */
  get events(): Locator {
    return this.panel('Events').getByRole('listitem')
  }

  /** From top to bottom, of those in the page. */
  eventIds(): Promise<string[]> {
    return this.events
      .locator('[data-event]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-event') ?? ''))
  }

  /** What the address chooses. */
  chosen(): Record<string, string> {
    return Object.fromEntries(new URL(this.page.url()).searchParams)
  }

  /** The state as title and favicon tell it. */
  async state(): Promise<{ title: string; faviconDot: string | undefined }> {
    const icon = decodeURIComponent((await this.page.locator('link[rel="icon"]').getAttribute('href')) ?? '')
    return { title: await this.page.title(), faviconDot: /<circle[^>]* fill="([^"]+)"/.exec(icon)?.[1] }
  }
}

function digitsOf(text: string): number {
  return Number(text.replaceAll(/\D/g, ''))
}
