// Events over time: range, interval, lines and zone are what is chosen, and what is drawn is what the API answers.
import { timeSeriesRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { presets } from '../ui/state/range.ts'
import { addressOf } from './testing/address-of.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()

function totalOf(buckets: readonly { readonly count: number }[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0)
}

test('presets choose the range, which is asked for and stands in the address', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  await page.untilDrawn()
  const spans: number[] = []
  for (const preset of presets.filter((name) => name !== '30d')) {
    const asked = page.page.waitForRequest((request) => request.url().includes(timeSeriesRoute.path))
    await page.panel('Events over time').getByRole('button', { name: preset, exact: true }).click()
    await expect.poll(() => page.chosen(), soon).toEqual({ range: preset })
    const query = new URL((await asked).url()).searchParams
    spans.push(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? ''))
  }
  const days = spans.map((span) => span / 86_400_000)
  // 15m, 1h, 24h, 7d, 90d, all; each widened to whole steps.
  for (const [index, least] of [1 / 96, 1 / 24, 1, 7, 90, 29].entries()) {
    expect(days[index]).toBeGreaterThanOrEqual(least)
    expect(days[index]).toBeLessThan(least * 1.2)
  }
  await expect.poll(() => page.chartTotal(), soon).toBe(table.rowCount) // of all time
})

test('a range that is typed is taken when it makes sense, and its problem said when not', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  const panel = page.panel('Events over time')
  await panel.getByRole('button', { name: 'custom' }).click()
  await panel.getByLabel('From').fill(table.range.to.slice(0, 16))
  await panel.getByLabel('to', { exact: true }).fill(table.range.from.slice(0, 16))
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => panel.getByRole('alert').innerText(), soon).toBe('The start must be before the end.')
  await panel.getByLabel('From').fill(table.range.from.slice(0, 16))
  await panel.getByLabel('to', { exact: true }).fill(table.range.to.slice(0, 16))
  await page.page.keyboard.press('Enter')
  await expect.poll(() => page.chosen(), soon).toEqual(table.range)
  const buckets = await answerOf(api, timeSeriesRoute, { ...table.range, interval: '1d' })
  await expect.poll(() => page.chartTotal(), soon).toBe(totalOf(buckets))
})

test('the interval is picked, or chosen by hand; one that makes too many buckets cannot be', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await page.untilDrawn()
  const width = page.panel('Events over time').getByLabel('Width of a bucket')
  expect(await width.locator('option').first().innerText()).toBe('auto: 6h')
  const bucketCount = async () => Number(await page.chart.getAttribute('aria-valuemax')) + 1
  for (const interval of ['1h', '1d', '5m']) {
    await width.selectOption(interval)
    await expect.poll(() => page.chosen()['interval']).toBe(interval)
    const buckets = await answerOf(api, timeSeriesRoute, { ...table.range, interval })
    await expect.poll(bucketCount, soon).toBe(buckets.length)
    expect(await page.chartTotal()).toBe(totalOf(buckets))
  }
  expect(await width.locator('option', { hasText: /^1s$/ }).isDisabled()).toBe(true)
})

test('by type: a line for each, stacked or not, and one that is left out', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range))
  await page.untilDrawn()
  const panel = page.panel('Events over time')
  const unsplit = await page.picture()
  await panel.getByRole('button', { name: 'by type' }).click()
  const buckets = await answerOf(api, timeSeriesRoute, { ...table.range, interval: '6h', split: 'event_type' })
  const types: Record<string, number> = {}
  for (const { counts = {} } of buckets) {
    for (const [type, count] of Object.entries(counts)) types[type] = (types[type] ?? 0) + count
  }
  await expect.poll(() => page.chartTypes(), soon).toEqual(types)
  await expect.poll(() => page.picture(), soon).not.toBe(unsplit)
  const stacked = await page.picture()
  await panel.getByRole('button', { name: 'stack' }).click()
  await expect.poll(() => page.picture(), soon).not.toBe(stacked)
  const lines = await page.picture()
  const first = panel.locator('.legend li button').first()
  await first.click()
  await expect.poll(() => first.getAttribute('aria-pressed')).toBe('false')
  await expect.poll(() => page.picture(), soon).not.toBe(lines)
  await first.click()
  await page.page.mouse.move(0, 0)
  await expect.poll(() => page.picture(), soon).toBe(lines)
})

test.each([
  ['UTC', 'Times and buckets in UTC'],
  ['Asia/Kolkata', 'Times in Asia/Calcutta (UTC+05:30), buckets in UTC'],
])('in %s, the zone is said', async (timezoneId, words) => {
  const api = await testApi(table.environment)
  const page = await browser.open(addressOf(api.url, table.range), { timezoneId })
  await page.panel('Events over time').getByText(words, { exact: true }).waitFor()
})
