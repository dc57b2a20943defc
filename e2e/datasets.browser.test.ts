// Another dataset than that of the live events: chosen by hand or by address, it shows its own numbers and nothing of theirs.
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { runMillrace, startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { emptyTable } from './testing/empty-table.ts'
import { seriousOf } from './testing/serious-of.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const browser = new DashboardBrowser()
const remembers = 'SETTINGS non_replicated_deduplication_window = 10000'
const rowCount = 30_000
const many = { ...soon, timeout: 60_000 }

async function makeTable(environment: Record<string, string>, name: string, columns: string): Promise<string> {
  const database = environment['CLICKHOUSE_DATABASE'] ?? ''
  await queryClickHouse(url, `CREATE DATABASE IF NOT EXISTS ${database}`)
  await queryClickHouse(
    url,
    `CREATE TABLE ${database}.${name} (${columns}) ENGINE = MergeTree ORDER BY id ${remembers}`,
  )
  return `${database}.${name}`
}

async function fill(environment: Record<string, string>, table: string, ...args: string[]): Promise<void> {
  const always = ['--rows', String(rowCount), '--staging', 'none']
  const { ended, stderr } = await runMillrace(['seed', '--table', table, ...always, ...args], environment)
  expect(ended, stderr).toBe(0)
}

const picker = (page: DashboardPage) => page.page.getByRole('combobox', { name: 'Dataset' })
const panels = (page: DashboardPage) =>
  page.page.getByRole('region').evaluateAll((regions) => regions.map((region) => region.querySelector('h2')?.innerText))
const legend = (page: DashboardPage) => page.panel('Rows over time').locator('.legend .when').innerText()

test('its counters, and its series from its first row to its last; by keyboard, address, reload and Back', async () => {
  const environment = emptyTable(url)
  const lineitem = await makeTable(environment, 'lineitem', 'id UInt64, l_shipdate DateTime, l_comment String')
  await fill(environment, lineitem, '--anchor', '1998-12-01', '--days', '2500')
  await fill(environment, await makeTable(environment, 'untimed', 'id UInt64, name String'))
  expect((await runMillrace(['seed', '--rows', '5000', '--staging', 'none'], environment)).ended).toBe(0)
  const api = await testApi(environment)
  const page = await browser.open(`${api.url}/?country=DE&range=7d`)
  await expect.poll(() => page.count('Events'), soon).toBe(5000)

  await picker(page).focus()
  await page.page.keyboard.type('lineitem')
  await expect.poll(() => page.count('Rows'), soon).toBe(rowCount)
  expect(page.chosen()).toEqual({ dataset: 'lineitem' })
  await expect.poll(() => legend(page), soon).toBe(`Whole range 30,000 rows`)
  await page.page.locator('[role="slider"][aria-label^="Rows over time"] canvas').waitFor()
  expect(await panels(page)).toEqual(['Overview', 'Rows over time', 'Pipeline'])
  const span = await page.figure('From first to last').innerText()
  expect(span).toMatch(/^(?:Jan|Feb) \d+, 1992\s–\sNov 30, 1998$/)

  const series = page.panel('Rows over time')
  await series.getByRole('button', { name: '30d' }).click()
  await series.getByRole('button', { name: 'Show all time' }).click()
  await expect.poll(() => legend(page), soon).toBe(`Whole range 30,000 rows`)
  await page.page.reload()
  await expect.poll(() => page.count('Rows'), soon).toBe(rowCount)

  await picker(page).selectOption('untimed')
  await page.panel('Rows over time').getByText('No column of this table holds times').waitFor()
  await expect.poll(() => page.count('Rows'), soon).toBe(rowCount)
  expect(await page.page.getByRole('slider').count()).toBe(0)

  await picker(page).selectOption('page_events')
  await expect.poll(() => page.count('Events'), soon).toBe(5000)
  expect(page.chosen()).toEqual({})
  expect(await panels(page)).toContain('Countries')
  await page.page.goBack()
  expect(page.chosen()).toEqual({ dataset: 'untimed' })
  expect(await picker(page).inputValue()).toBe('untimed')
})

test('on a phone, in the dark: a long name is not cut off at the side, and axe finds nothing serious', async () => {
  const environment = emptyTable(url)
  const name = 'visits_of_a_table_whose_name_goes_on_for_longer_than_a_phone_is_wide'
  await fill(environment, await makeTable(environment, name, 'id UInt64, at Nullable(DateTime), note String'))
  const api = await testApi(environment)
  const viewport = { width: 390, height: 844 }
  const page = await browser.open(`${api.url}/?dataset=${name}`, {
    viewport,
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
    bypassCSP: true,
  })
  await expect.poll(() => page.count('Rows'), soon).toBe(rowCount)
  await page.page.locator('[role="slider"] canvas').waitFor()
  expect(await page.page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
  expect(await seriousOf(page)).toEqual([])
})

test('where there is one dataset there is none to choose', async () => {
  const environment = emptyTable(url)
  const api = await testApi(environment)
  const page = await browser.open(api.url)
  await page.page.getByTitle('Dataset', { exact: true }).getByText('page_events').waitFor()
  expect(await picker(page).count()).toBe(0)
})

test('one that the address names before it is there appears with its rows, which are counted while they come', async () => {
  const environment = emptyTable(url)
  const api = await testApi(environment)
  const page = await browser.open(`${api.url}/?dataset=later`)
  await page.page.getByText('There is no dataset later here').waitFor()
  const table = await makeTable(environment, 'later', 'id UInt64, at DateTime, note String')
  const args = ['--rows', '1e9', '--batch-rows', '20000', '--staging', 'spool', '--workers', '1']
  const { child, result } = startMillrace(['seed', '--table', table, ...args], {
    ...environment,
    STAGED_BYTES_MAX: '8000000',
  })
  try {
    await expect.poll(() => page.figure('Rows').count(), many).toBe(1)
    const seen = new Set<number>()
    await expect.poll(async () => seen.add(await page.count('Rows')).size, many).toBeGreaterThan(4)
    await expect.poll(() => page.count('Rows per second now'), soon).toBeGreaterThan(0)
  } finally {
    child.kill('SIGINT')
    await result
  }
  await picker(page).selectOption('page_events')
  await page.page.getByRole('button', { name: /^later · .* rows$/ }).click()
  expect(page.chosen()).toEqual({ dataset: 'later' })
})
