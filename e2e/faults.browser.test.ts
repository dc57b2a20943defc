// What people meet when something is away: the page says so, keeps and marks what it knew, and is back by itself.
import { join } from 'node:path'
import { readConfig } from '@millrace/engine/config/config.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openLog } from '../api/observe/open-log.ts'
import { startApi } from '../api/start-api.ts'
import { testApi } from '../api/testing/test-api.ts'
import { ApiProcess } from './testing/api-process.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { emptyTable } from './testing/empty-table.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const table = await seededTable()
const browser = new DashboardBrowser()
const ofAway = /Failed to load resource|WebSocket connection|ERR_/
const rowCount = 20_000
const missedCount = 500

const banner = (page: DashboardPage) => page.page.getByRole('complementary', { name: 'Connection' })

test('an API that is killed leaves what is known, marked as old; when it is back, so is the page, and it catches up', async () => {
  const environment = emptyTable(url)
  expect((await runMillrace(['seed', '--rows', String(rowCount), '--staging', 'none'], environment)).ended).toBe(0)
  const api = await ApiProcess.start(environment)
  const page = await browser.open(api.url, { expected: [ofAway] })
  await expect.poll(() => page.count('Events'), soon).toBe(rowCount)
  await page.untilDrawn()
  await page.toEvents() // all of the page's code has come
  const countries = await page.rows('Countries')

  await api.kill()
  await expect.poll(() => banner(page).innerText(), soon).toMatch(/The API is away\.\s+Shown as of \d/)
  await banner(page)
    .getByText(/Next try in \d+ s|Trying/)
    .waitFor()
  await expect.poll(() => page.state(), soon).toEqual({ title: 'Millrace — away', faviconDot: '#e5484d' })
  expect(await page.count('Events')).toBe(rowCount)
  expect(await page.rows('Countries')).toEqual(countries)
  await page
    .panel('Countries')
    .getByText(/^as of \d/)
    .waitFor()
  await expect.poll(() => page.figure('Rows per second now').innerText(), soon).toContain('not known')

  const { CLICKHOUSE_DATABASE: database = '' } = environment
  const insert = `INSERT INTO ${database}.page_events SELECT * REPLACE (generateUUIDv4() AS event_id) FROM ${database}.page_events`
  await queryClickHouse(url, `${insert} LIMIT ${missedCount}`)
  await api.start()
  const missed = { timeout: soon.timeout, message: 'what came while it was away' }
  await expect.poll(() => page.count('Events'), missed).toBe(rowCount + missedCount)
  await banner(page).waitFor({ state: 'hidden' })
  await expect
    .poll(
      () =>
        page
          .panel('Countries')
          .getByText(/^as of \d/)
          .count(),
      soon,
    )
    .toBe(0)
  expect((await page.state()).title).toBe('Millrace')
})

test('who does not want to wait tries at once', async () => {
  const environment = { ...table.environment, API_PORT: String(await freePort()) }
  const dataDir = join(inject('dataDir'), 'dashboard-tried')
  const config = readConfig({
    ...environment,
    DATA_DIR: dataDir,
    GRPC_PORT: '0',
    API_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
  })
  const log = openLog(config.LOG_LEVEL, false, {})
  const first = await startApi(config, log)
  const page = await browser.open(first.url, { expected: [ofAway] })
  await page.toEvents() // all of the page's code has come
  await first.close()
  // The later the next try, the more is won.
  await banner(page)
    .getByText(/Next try in [3-9] s/)
    .waitFor()
  const second = await startApi(config, log)
  onTestFinished(() => second.close())
  await banner(page).getByRole('button', { name: 'Try now' }).click()
  await banner(page).waitFor({ state: 'hidden', timeout: 2_000 })
})

test('a panel whose question fails says so alone; the others go on, and it is asked again', async () => {
  const api = await testApi(table.environment)
  const isOfCountries = (address: URL) => address.searchParams.get('by') === 'country'
  const problem = {
    status: 500,
    title: 'Internal Server Error',
    type: 'about:blank',
    detail: 'broken',
    request_id: 'x',
  }
  let asked = 0
  const failing = { status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }
  const page = await browser.open(api.url, {
    expected: [/status of 500/],
    prepare: ({ page: ofContext }) =>
      ofContext.route(isOfCountries, (route) => {
        asked++
        return route.fulfill(failing)
      }),
  })
  const countries = page.panel('Countries')
  await countries.getByText('The API failed: broken').waitFor()
  for (const title of ['Top URLs', 'Referrers', 'Event types', 'Devices']) {
    await expect.poll(() => page.rows(title), soon).not.toEqual([])
    expect(await page.panel(title).getByRole('button', { name: 'Try again' }).count()).toBe(0)
  }
  expect(await banner(page).count()).toBe(0)
  // While it fails: it is asked again without being told too, and the button is gone when that goes well.
  const askedBefore = asked
  await countries.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => asked, soon).toBeGreaterThan(askedBefore)
  await page.page.unroute(isOfCountries)
  await expect.poll(() => page.rows('Countries'), soon).not.toEqual([])
  expect(await countries.getByText('The API failed').count()).toBe(0)
})

test('too many requests: the page says so, asks when it may, and is whole in the end', async () => {
  const api = await testApi({ ...table.environment, API_RATE_LIMIT: '9' })
  const page = await browser.open(api.url, { expected: [/status of 429/] })
  await banner(page).getByText('Too many requests.').waitFor()
  await expect.poll(() => page.state(), soon).toEqual({ title: 'Millrace — rate limited', faviconDot: '#e3ad4d' })
  for (const title of ['Top URLs', 'Referrers', 'Event types', 'Countries', 'Devices']) {
    await expect.poll(() => page.rows(title), { timeout: 40_000 }).not.toEqual([])
  }
})

test('while answers are under way there are skeletons, in the place that the answers will take', async () => {
  const api = await testApi(table.environment)
  const held = Promise.withResolvers<undefined>()
  const page = await browser.open(api.url, {
    prepare: ({ page: ofContext }) =>
      ofContext.route('**/metrics/**', async (route) => {
        await held.promise
        await route.continue()
      }),
  })
  const panel = page.panel('Countries')
  await panel.locator('.skeleton').waitFor()
  expect(await panel.getAttribute('aria-busy')).toBe('true')
  const heightOf = async () => (await panel.boundingBox())?.height ?? NaN
  const height = await heightOf()
  held.resolve(undefined)
  await expect.poll(() => page.rows('Countries'), soon).not.toEqual([])
  expect(await panel.getAttribute('aria-busy')).toBe('false')
  expect(Math.abs((await heightOf()) - height)).toBeLessThanOrEqual(2)
})
