// The pipeline as the page shows it: a real seed at work, what it stands on, what was refused, and what is away.
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint } from '@millrace/engine/services/service.ts'
import { PrivateService } from '@millrace/engine/testing/private-service.ts'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { testRedis } from '@millrace/engine/testing/test-redis.ts'
import { pipelineRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { emptyTable } from './testing/empty-table.ts'
import { runningSeed } from './testing/running-seed.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const redis = await testRedis()
const service = new PrivateService<ClickHouseEndpoint>('clickhouse')
const browser = new DashboardBrowser()

const figureOf = (page: DashboardPage, name: string) =>
  page.panel('Pipeline').locator('dl > div', { hasText: name }).locator('dd').innerText()
const serviceOf = (page: DashboardPage, name: string) =>
  page.panel('Pipeline').getByRole('list', { name: 'Services' }).getByRole('listitem').filter({ hasText: name })

test('a seed at work: the three stages move, inserts are under way, and it is said how far it is', async () => {
  const empty = emptyTable(url)
  const api = await testApi(empty)
  const page = await browser.open(api.url)
  const panel = page.panel('Pipeline')
  await page.scrollTo('Pipeline')
  await panel.getByText('Nothing runs').waitFor()
  expect(await panel.innerText()).toContain('make seed ROWS=1e7')
  const seed = runningSeed(empty)
  const stages = panel.locator('li.stage')
  await expect.poll(() => panel.locator('li.stage.moves').count(), soon).toBe(3)
  expect((await stages.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(['Generated', 'Staged', 'Inserted'])
  for (const text of await stages.allInnerTexts()) expect(text).toMatch(/[1-9][\d.]*\s?[KM]?\/s/)
  await expect.poll(() => figureOf(page, 'Inserts in flight'), soon).toMatch(/[1-9]/)
  await expect.poll(() => figureOf(page, 'Insert latency'), soon).toMatch(/\d m?s · [\d.]+ m?s/)
  const share = async () => Number(await panel.getByRole('progressbar').getAttribute('value'))
  const begun = await share()
  await expect.poll(share, soon).toBeGreaterThan(begun)
  await expect.poll(() => panel.locator('.progress').innerText(), soon).toMatch(/ of 20.M rows · .*\d.* left/)
  const runs = panel.getByRole('list', { name: 'Pipelines' })
  await runs.getByText(/seed page_events/).waitFor()
  expect(await runs.innerText()).toMatch(/process \d+ · staging spool[\s\S]*running/)
  await seed.end()
  await panel.getByText(/The last run began at/).waitFor()
  const { rowsInserted, services } = await answerOf(api, pipelineRoute)
  await expect
    .poll(() => stages.last().locator('[title$=" rows"]').getAttribute('title'), soon)
    .toBe(`${rowsInserted.toLocaleString('en-US')} rows`)
  expect(await serviceOf(page, 'ClickHouse').innerText()).toContain(services['clickhouse']?.version ?? 'a version')
  expect(await figureOf(page, 'Retries')).toBe('0')
  expect(await figureOf(page, 'Dead letters')).toBe('0')
})

test('blocks that ClickHouse refuses are counted as dead letters, with the command that shows them', async () => {
  const refusing = emptyTable(url)
  const api = await testApi(refusing)
  const page = await browser.open(api.url)
  const args = ['seed', '--batch-rows', '10000', '--staging', 'spool', '--workers', '1', '--rows']
  expect((await runMillrace([...args, '10000'], refusing)).ended).toBe(0)
  await queryClickHouse(
    url,
    `ALTER TABLE ${refusing['CLICKHOUSE_DATABASE'] ?? ''}.page_events ADD CONSTRAINT nothing_more CHECK ts < '2000-01-01'`,
  )
  await page.scrollTo('Pipeline')
  expect((await runMillrace([...args, '30000'], refusing)).ended).toBe(1)
  await expect.poll(() => figureOf(page, 'Dead letters'), soon).toBe('2 blocks: make dead-letters')
})

test('Redis and ClickHouse: by name and version, away and back', async () => {
  const { dataDir } = service
  const lease = await acquireClickHouse({ dataDir })
  const api = await testApi({ CLICKHOUSE_URL: lease.endpoint.url, REDIS_URL: redis.url })
  const page = await browser.open(api.url, { expected: [/status of 503/] })
  await page.scrollTo('Pipeline')
  const [clickHouse, ofRedis] = [serviceOf(page, 'ClickHouse'), serviceOf(page, 'Redis')]
  await expect.poll(() => clickHouse.innerText(), soon).toContain(lease.endpoint.version)
  await expect.poll(() => ofRedis.innerText(), soon).toMatch(/Redis\s+\d+\.\d+/)
  await redis.kill()
  await lease.release()
  await service.untilGone()
  await expect.poll(() => ofRedis.innerText(), soon).toMatch(/✕\s*Redis\s*away\s*\S+/)
  await expect.poll(() => clickHouse.innerText(), soon).toMatch(/✕\s*ClickHouse\s*away\s*.*ECONNREFUSED/)
  await redis.start()
  await service.held(acquireClickHouse({ dataDir })) // on the same port
  await expect.poll(() => clickHouse.innerText(), soon).toMatch(/●\s*ClickHouse\s*\d/)
  await expect.poll(() => ofRedis.innerText(), soon).toMatch(/●\s*Redis\s*\d/)
})
