// The list of events: those the API gives, in its order, with few of them in the page; details and export.
import { readFile } from 'node:fs/promises'
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { addressOf } from './testing/address-of.ts'
import { answerOf } from './testing/answer-of.ts'
import { csvRows } from './testing/csv-rows.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()
const pageCount = 100
const rowsInPageMax = 60

const loadedCount = async (page: DashboardPage): Promise<number> =>
  Number(
    (
      await page
        .panel('Events')
        .getByText(/ loaded$/)
        .innerText()
    ).replaceAll(/\D/g, ''),
  )

/** What saving a choice of the export menu gives. */
async function exported(page: DashboardPage, choice: RegExp): Promise<{ name: string; text: string }> {
  await page.panel('Events').getByRole('button', { name: 'Export' }).click()
  const downloading = page.page.waitForEvent('download')
  await page.panel('Events').locator('.choices > *', { hasText: choice }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('thousands are loaded by the cursor, and only those in sight are in the page', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await page.toEvents()
  const pagesOfEvents = 21
  for (let loaded = 1; loaded < pagesOfEvents; loaded++) {
    await expect.poll(() => loadedCount(page), soon).toBe(loaded * pageCount)
    await page.panel('Events').getByRole('button', { name: 'Load more' }).dispatchEvent('click')
  }
  await expect.poll(() => loadedCount(page), soon).toBe(pagesOfEvents * pageCount)
  const limit = String(pagesOfEvents * pageCount)
  const { events } = await answerOf(api, eventsPageRoute, { ...table.range, order: 'desc', limit })
  const ids = events.map(({ event_id }) => event_id)
  const list = page.panel('Events').getByRole('list')
  for (const share of [0, 0.5, 1]) {
    await list.evaluate((element, at) => element.scrollTo({ top: element.scrollHeight * at }), share)
    const expected = ids[Math.round((ids.length - 1) * share)]
    await expect.poll(() => page.eventIds(), soon).toContain(expected)
    const shown = await page.eventIds()
    expect(shown.length).toBeLessThan(rowsInPageMax)
    // The row that has the Tab key stays in the page, wherever the list is scrolled to.
    const inSight = shown.filter((id) => share === 0 || id !== ids[0])
    const start = ids.indexOf(inSight[0] ?? '')
    expect(inSight).toEqual(ids.slice(start, start + inSight.length))
  }
})

test('a row opens its details by mouse, which filter and have an address', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await page.toEvents()
  const { events } = await answerOf(api, eventsPageRoute, { ...table.range, order: 'desc' })
  const event = events[3]
  if (event === undefined) throw new Error('the table has too few events')
  await page.events.nth(3).getByRole('button').click()
  const details = page.page.getByRole('dialog', { name: 'Event', exact: true })
  await details.waitFor()
  const text = await details.innerText()
  const { metadata, duration_ms, country, ...others } = event
  // Addresses are shown without their scheme.
  const values = [...Object.values(others), ...Object.values(metadata)].map((value) =>
    String(value).replace('https://', ''),
  )
  for (const value of values) expect(text).toContain(value)
  expect(text).toContain(new Intl.DisplayNames('en-US', { type: 'region' }).of(country))
  expect(text).toContain(`${duration_ms.toLocaleString('en-US')} ms`)
  expect(page.chosen()['event']).toBe(event.event_id)
  await page.page.reload()
  await details.getByText(event.session_id).waitFor()
  await details.getByRole('button', { name: `Filter by Device: ${event.device}` }).click()
  await expect.poll(() => page.chosen()['device'], soon).toBe(event.device)
  await details.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => page.chosen(), soon).toEqual({ ...table.range, device: event.device })
})

test('what is loaded is saved as CSV and as JSON Lines, row for row as the API has it', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await page.toEvents()
  await page.panel('Events').getByRole('button', { name: 'Load more' }).click()
  await expect.poll(() => loadedCount(page), soon).toBe(2 * pageCount)
  const query = { ...table.range, order: 'desc', limit: String(2 * pageCount) }
  const { events } = await answerOf(api, eventsPageRoute, query)
  const lines = await exported(page, /^Loaded events as JSON Lines$/)
  expect(lines.name).toBe('events.jsonl')
  expect(lines.text).toBe((await api.get(`/events?${new URLSearchParams(query).toString()}`)).body)
  const csv = await exported(page, /^Loaded events as CSV$/)
  expect(csv.name).toBe('events.csv')
  const asText = events.map((event) =>
    Object.fromEntries(
      Object.entries(event).map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    ),
  )
  expect(csvRows(csv.text)).toEqual(asText)
})

test('all of the range is saved as JSON Lines, whatever is loaded', async () => {
  const api = await testApi(table.environment)
  const lastDay = { ...table.range, from: new Date(Date.parse(table.range.to) - 86_400_000).toISOString() }
  const page = await browser.open(addressOf(api.url, lastDay))
  await page.toEvents()
  const { name, text } = await exported(page, /^All of the range as JSON Lines/)
  expect(name).toBe('events.jsonl')
  const query = new URLSearchParams({ ...lastDay, order: 'desc', limit: '1000000' })
  expect(text).toBe((await api.get(`/events?${query.toString()}`)).body)
  expect(text.split('\n').length).toBeGreaterThan(1000)
})
