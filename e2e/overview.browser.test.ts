// The large numbers: what they say is what is in the table, also while rows come in.
import { startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { overviewRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testApi } from '../api/testing/test-api.ts'
import { addressOf } from './testing/address-of.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import { emptyTable } from './testing/empty-table.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const table = await seededTable()
const browser = new DashboardBrowser()

/** Keeps every number that the large one has shown, in the order in which it showed them. */
const watchTotal = `new MutationObserver(() => {
  const shown = document.querySelector('dl dd.number [aria-hidden]')?.textContent
  const seen = (window.shownTotals ??= [])
  if (shown && seen.at(-1) !== shown) seen.push(shown)
}).observe(document, { subtree: true, childList: true, characterData: true })`

test('says how many events there are, of how many users, and how many came in the last hour', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  await expect.poll(() => page.count('Events'), soon).toBe(table.rowCount)
  const told = await answerOf(api, overviewRoute)
  expect(told.total_events).toBe(table.rowCount)
  expect(await page.count('Unique users')).toBe(told.unique_users)
  // The hour moves on between two questions.
  expect(Math.abs((await page.count('Last hour')) - (told.events_last_hour ?? NaN))).toBeLessThan(20)
  await expect.poll(() => page.count('Rows per second now'), soon).toBe(0)
})

test('compares the range with the time just before it', async () => {
  const api = await testApi(table.environment)
  const { from, to } = table.range
  const middle = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString()
  const page = await browser.open(addressOf(api.url, { from: middle, to }))
  const count = async (range: { from: string; to: string }) =>
    Object.values(await answerOf(api, typeBreakdownRoute, range)).reduce((sum, ofType) => sum + ofType, 0)
  const [now, before] = [await count({ from: middle, to }), await count({ from, to: middle })]
  const words = page.panel('Overview').locator('p.range')
  await expect.poll(() => words.innerText(), soon).toContain(`which had ${before.toLocaleString('en-US')}`)
  const share = new Intl.NumberFormat('en-US', { style: 'percent', signDisplay: 'always', maximumFractionDigits: 1 })
  expect(await words.innerText()).toContain(share.format((now - before) / before))
})

test('an empty table says which command fills it; then the numbers rise, never fall, and end at the table', async () => {
  const empty = emptyTable(url)
  const api = await testApi(empty)
  const page = await browser.open(api.url, { before: watchTotal })
  await page.page.getByText('make seed ROWS=1e6').waitFor()
  const rows = 1_200_000 // seconds of work: what is shown while it goes on must be seen
  const args = ['seed', '--rows', String(rows), '--batch-rows', '20000', '--staging', 'spool', '--workers', '1']
  const { result } = startMillrace(args, empty)
  await expect.poll(() => page.count('Rows per second now'), soon).toBeGreaterThan(0)
  await expect.poll(async () => (await page.state()).title, soon).toMatch(/\d.*\/s · Millrace$/)
  expect((await page.state()).faviconDot).toBe('#2fb56a')
  const sparkline = page.panel('Overview').locator('svg path').last()
  await expect.poll(() => sparkline.getAttribute('d'), soon).toMatch(/^M.*[LH]/)
  expect((await result).ended).toBe(0)
  await expect.poll(() => page.figure('Events').locator('[aria-hidden]').innerText(), soon).toBe('1,200,000')
  const texts = z.array(z.string()).parse(await page.page.evaluate('window.shownTotals'))
  const shown = texts.filter((text) => /\d/.test(text)).map((text) => Number(text.replaceAll(',', '')))
  expect(shown.length).toBeGreaterThan(5)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  expect(shown.at(-1)).toBe(rows)
  await expect.poll(() => page.state(), soon).toEqual({ title: 'Millrace', faviconDot: undefined })
  await page.scrollTo('Pipeline')
  await page
    .panel('Pipeline')
    .getByText(/The last run began at .* put in\s+1\.2.*M rows/)
    .waitFor()
})
