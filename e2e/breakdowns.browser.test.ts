// Breakdowns: what they count, and that a value which is clicked filters everything else.
import { timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi, type TestApi } from '../api/testing/test-api.ts'
import { filtersWithout } from '../ui/state/view-choice.ts'
import { addressOf } from './testing/address-of.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage, ShownCount } from './testing/dashboard-page.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()
const tops = { 'Top URLs': 'url', Referrers: 'referrer', Countries: 'country', Devices: 'device' } as const

/** By the panel's title, with the words that the page has for what is empty. */
async function expectedRows(api: TestApi, filters: Record<string, string>): Promise<Record<string, ShownCount[]>> {
  const expected: Record<string, ShownCount[]> = {}
  for (const [title, by] of Object.entries(tops)) {
    const others = filtersWithout(filters, by)
    const rows = await answerOf(api, topRoute, { ...table.range, ...others, by, limit: '10' })
    expected[title] = rows.map(({ key, count }) => ({ key: key === '' ? 'direct' : key, count }))
  }
  const others = filtersWithout(filters, 'event_type')
  const types = await answerOf(api, typeBreakdownRoute, { ...table.range, ...others })
  expected['Event types'] = Object.entries(types)
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count)
  return expected
}

async function shownRows(page: DashboardPage): Promise<Record<string, ShownCount[]>> {
  const titles = [...Object.keys(tops), 'Event types']
  return Object.fromEntries(await Promise.all(titles.map(async (title) => [title, await page.rows(title)] as const)))
}

async function expectFiltered(page: DashboardPage, api: TestApi, filters: Record<string, string>): Promise<void> {
  const expected = await expectedRows(api, filters)
  await expect.poll(() => shownRows(page), soon).toEqual(expected)
  const buckets = await answerOf(api, timeSeriesRoute, { ...table.range, ...filters, interval: '6h' })
  await expect.poll(() => page.chartTotal(), soon).toBe(buckets.reduce((sum, { count }) => sum + count, 0))
  expect(page.chosen()).toEqual({ ...table.range, ...filters })
}

test('a click filters everything else; another adds to it; chips take filters off again', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await expectFiltered(page, api, {})
  const mobile = page.row('Devices', 'mobile')
  await mobile.click()
  await expectFiltered(page, api, { device: 'mobile' })
  expect(await mobile.getAttribute('aria-pressed')).toBe('true')
  const country = (await page.rows('Countries'))[1]?.key ?? ''
  await page.row('Countries', country).click()
  await expectFiltered(page, api, { country, device: 'mobile' })
  const filters = page.panel('Filters')
  await filters.getByRole('button', { name: 'Remove filter Device: mobile' }).click()
  await expectFiltered(page, api, { country })
  expect(await mobile.getAttribute('aria-pressed')).toBe('false')
  await filters.getByRole('button', { name: 'Clear all' }).click()
  await expectFiltered(page, api, {})
  expect(await filters.getByText('No filters').count()).toBe(1)
})

test('a filter survives a reload, Back takes it off, Forward puts it on again', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  const direct = page.row('Referrers', 'direct')
  await direct.click()
  await expectFiltered(page, api, { referrer: '' })
  await page.page.reload()
  await expectFiltered(page, api, { referrer: '' })
  expect(await direct.getAttribute('aria-pressed')).toBe('true')
  await page.page.goBack()
  await expectFiltered(page, api, {})
  await page.page.goForward()
  await expectFiltered(page, api, { referrer: '' })
  await direct.click()
  await expectFiltered(page, api, {})
})

test('a value that no list shows can be typed', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  const filters = page.panel('Filters')
  await filters.getByLabel('Column to filter by').selectOption('Country')
  await filters.getByLabel('Value to filter by').fill(' fr ')
  await page.page.keyboard.press('Enter')
  await expectFiltered(page, api, { country: 'FR' })
})
