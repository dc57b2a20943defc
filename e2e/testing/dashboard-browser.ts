// The built dashboard in a real Chromium. A test fails for any warning or error that its page has written to the console, but
// for those that it expects.
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest'
import { buildDashboard } from './build-dashboard.ts'
import { DashboardPage } from './dashboard-page.ts'
import { launchChromium } from './launch-chromium.ts'
import { oncePerRun } from './once-per-run.ts'
import { soon } from './soon.ts'

interface OpenOptions extends BrowserContextOptions {
  /** Console messages that belong to what is tested, such as those of requests that fail. */
  readonly expected?: readonly RegExp[]
  /** Runs in the page before its own code. */
  readonly before?: string
  /** Called before the page is asked for: to answer some of its requests in another way. */
  readonly prepare?: (page: DashboardPage) => Promise<unknown>
}

export class DashboardBrowser {
  #browser: Browser | undefined

  /** Call it at the top of a test file: builds the dashboard, once for all files, and starts a browser for this one. */
  constructor(...chromiumArguments: readonly string[]) {
    beforeAll(async () => {
      await oncePerRun('dashboard', () => buildDashboard(inject('dataDir')))
      this.#browser = await launchChromium(...chromiumArguments)
    })
    afterAll(() => this.#browser?.close())
  }

  /** A page that is closed when the test is done: of a visitor in the United States, by UTC, unless the options say otherwise. */
  async open(url: string, { expected = [], before, prepare, ...options }: OpenOptions = {}): Promise<DashboardPage> {
    if (this.#browser === undefined) throw new Error('the browser is not there yet')
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      timezoneId: 'UTC',
      ...options,
    })
    context.setDefaultTimeout(soon.timeout)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    onTestFinished(async () => {
      await context.close()
      expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
    })
    if (before !== undefined) await page.addInitScript(before)
    const dashboard = new DashboardPage(page)
    await prepare?.(dashboard)
    await page.goto(url)
    return dashboard
  }
}
