// What is chosen stands in the address, and comes back from there; what is written is as the visitor's locale writes it.
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { addressOf } from './testing/address-of.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()

/** What the controls say is chosen. */
async function shownChoice(page: DashboardPage): Promise<Record<string, unknown>> {
  const series = page.panel('Events over time')
  return {
    ranges: await series.locator('.presets [aria-pressed="true"]').allInnerTexts(),
    interval: await series.getByLabel('Width of a bucket').inputValue(),
    isSplit: await series.getByRole('button', { name: 'by type' }).getAttribute('aria-pressed'),
    chips: await page
      .panel('Filters')
      .locator('.chip')
      .evaluateAll((chips) => chips.map(({ ariaLabel }) => ariaLabel)),
    dialogs: await page.page.getByRole('dialog').count(),
  }
}

test('everything that is chosen survives a reload, goes with a link, and is undone step by step by Back', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  await page.untilDrawn()
  const series = page.panel('Events over time')
  const steps: (() => Promise<unknown>)[] = [
    () => series.getByRole('button', { name: '7d', exact: true }).click(),
    () => series.getByLabel('Width of a bucket').selectOption('6h'),
    () => series.getByRole('button', { name: 'by type' }).click(),
    () => page.row('Devices', 'desktop').click(),
    async () => {
      await page.toEvents()
      await page.events.first().getByRole('button').click()
    },
  ]
  const addresses = [page.page.url()]
  for (const step of steps) {
    await step()
    await expect.poll(() => page.page.url(), soon).not.toBe(addresses.at(-1))
    addresses.push(page.page.url())
  }
  expect(page.chosen()).toMatchObject({ range: '7d', interval: '6h', split: 'event_type', device: 'desktop' })
  expect(page.chosen()['event']).toMatch(/^[\da-f-]{36}$/)
  const chosen = await shownChoice(page)
  expect(chosen).toEqual({
    ranges: ['7d'],
    interval: '6h',
    isSplit: 'true',
    chips: ['Remove filter Device: desktop'],
    dialogs: 1,
  })
  await page.page.reload()
  await expect.poll(() => shownChoice(page), soon).toEqual(chosen)
  const other = await browser.open(page.page.url())
  await expect.poll(() => shownChoice(other), soon).toEqual(chosen)
  for (const address of addresses.toReversed().slice(1)) {
    await page.page.goBack()
    await expect.poll(() => page.page.url(), soon).toBe(address)
  }
  await expect
    .poll(() => shownChoice(page), soon)
    .toEqual({
      ranges: ['30d'],
      interval: 'auto',
      isSplit: 'false',
      chips: [],
      dialogs: 0,
    })
})

test('an address that makes no sense shows the page as if nothing were chosen', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(`${api.url}/?range=2y&interval=soon&from=x&split=country&event=1&user_id=me`)
  const unchosen = await browser.open(api.url)
  // A table's first rows leave the last 30 days every six hours, on both pages.
  await expect.poll(async () => (await page.chartTotal()) / (await unchosen.chartTotal()), soon).toBe(1)
  expect(await shownChoice(page)).toMatchObject({ ranges: ['30d'], interval: 'auto', isSplit: 'false', chips: [] })
})

test('numbers, days and countries are written as the locale does, times in the zone of the visitor', async () => {
  const api = await testApi(table.environment)
  const address = addressOf(api.url, { ...table.range, country: 'DE' })
  const page = await browser.open(address, { locale: 'de-DE', timezoneId: 'America/New_York' })
  await expect.poll(() => page.figure('Events').locator('[aria-hidden]').innerText(), soon).toBe('200.000')
  await page.panel('Filters').getByRole('button', { name: 'Remove filter Country: Deutschland' }).waitFor()
  await page.toEvents()
  const { events } = await answerOf(api, eventsPageRoute, { ...table.range, country: 'DE', order: 'desc', limit: '1' })
  const at = new Date(events[0]?.ts ?? '')
  const day = at.toLocaleDateString('de-DE', { dateStyle: 'medium', timeZone: 'America/New_York' })
  const time = at.toLocaleTimeString('de-DE', { timeZone: 'America/New_York' })
  expect(await page.events.first().locator('time').innerText()).toMatch(new RegExp(`^${day} ${time},\\d{3}$`))
})
