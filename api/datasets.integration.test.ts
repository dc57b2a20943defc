// Datasets beside that of the live events, as clients see them: tables that `make seed TABLE=` has filled, and `orders`.
import { randomUUID } from 'node:crypto'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { anyOverview } from '@millrace/schemas/api/answers/overview.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { datasetsRoute, timeSeriesRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testApi, type TestApi } from './testing/test-api.ts'

const { url } = await testClickHouse()
const database = `datasets_${randomUUID().replaceAll('-', '')}`
const environment = { CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: database }
const query = (sql: string): Promise<string> => queryClickHouse(url, sql)
const dayMs = 86_400_000
const remembers = 'SETTINGS non_replicated_deduplication_window = 10000'
const anchor = '1998-12-01T00:00:00Z'
/** Rows of `orders` are dropped a year after their time. */
const ordersAnchor = new Date(Math.floor(Date.now() / dayMs) * dayMs - 7_200_000).toISOString()

/** By name: columns, sorting key. */
const tables = {
  visits: ['id UInt64, seen Nullable(DateTime), `at time` DateTime64(6), note String', 'id'],
  lineitem: ['l_orderkey UInt64, l_shipdate Date32, l_comment String', 'l_shipdate'],
  maybe: ['id UInt64, at Nullable(DateTime)', 'id'],
  ticks: ["id UInt64, at DateTime('Asia/Kolkata')", 'at'],
  untimed: ['id UInt64, name String', 'id'],
} as const

async function seed(...args: string[]): Promise<void> {
  const always = ['--rows', '10000', '--batch-rows', '5000', '--staging', 'none']
  const { ended, stderr } = await runMillrace(['seed', ...args, ...always], {
    ...environment,
    DATA_DIR: inject('dataDir'),
  })
  expect(ended, stderr).toBe(0)
}

function fill(table: string): Promise<void> {
  return seed('--table', `${database}.${table}`, '--anchor', anchor)
}

beforeAll(async () => {
  await query(`CREATE DATABASE ${database}`)
  for (const [name, [columns, key]] of Object.entries(tables)) {
    await query(`CREATE TABLE ${database}.${name} (${columns}) ENGINE = MergeTree ORDER BY ${key} ${remembers}`)
  }
  await query(
    `INSERT INTO ${database}.visits (id, \`at time\`) SELECT number, '1992-01-02 03:04:05.678901' FROM numbers(3)`,
  )
  for (const name of Object.keys(tables)) await fill(name)
  await seed('--dataset', 'orders', '--anchor', ordersAnchor)
}, 120_000)
afterAll(() => query(`DROP DATABASE ${database} SYNC`))

async function listed(api: TestApi) {
  return datasetsRoute.answer.schema.parse((await api.get('/metrics/datasets')).body)
}

async function seriesOf(api: TestApi, dataset: string, range: string) {
  const { body } = await api.get(`/metrics/time-series?dataset=${dataset}&${range}`)
  return timeSeriesRoute.answer.schema.parse(body)
}

test('each that stands is listed, after that of the live events, with its rows, its column of times and their span', async () => {
  const api = await testApi(environment)
  const found = await listed(api)
  expect(found.map(({ name, rows, time, events }) => [name, rows, time, events])).toEqual([
    ['page_events', 0, 'ts', true],
    ['visits', 10_003, 'at time', false],
    ['lineitem', 10_000, 'l_shipdate', false],
    ['maybe', 10_000, 'at', false],
    ['ticks', 10_000, 'at', false],
    ['untimed', 10_000, null, false],
    ['orders', 10_000, 'placed_at', true],
  ])
  const spans = Object.fromEntries(found.map(({ name, earliest, latest }) => [name, [earliest, latest]]))
  expect(spans['page_events']).toEqual([null, null])
  expect(spans['untimed']).toEqual([null, null])
  expect(spans['visits']?.[0]).toBe('1992-01-02T03:04:05.678Z')
  const [first, last] = (
    await query(`SELECT min(l_shipdate), max(l_shipdate) FROM ${database}.lineitem FORMAT TSV`)
  ).split('\t')
  expect(spans['lineitem']).toEqual([`${first}T00:00:00.000Z`, `${last}T00:00:00.000Z`])
})

test('its counters; without a dataset, or with the first, the answer is what it always was', async () => {
  const api = await testApi(environment)
  const overviewOf = async (name: string) =>
    anyOverview.parse((await api.get(`/metrics/overview?dataset=${name}`)).body)
  expect(await overviewOf('visits')).toEqual({ total_events: 10_003, unique_users: null, events_last_hour: 0 })
  expect(await overviewOf('lineitem')).toEqual({ total_events: 10_000, unique_users: null, events_last_hour: null })
  expect(await overviewOf('untimed')).toEqual({ total_events: 10_000, unique_users: null, events_last_hour: null })
  const users = Number(await query(`SELECT uniqExact(customer_id) FROM ${database}.orders`))
  expect(await overviewOf('orders')).toEqual({ total_events: 10_000, unique_users: users, events_last_hour: 0 })
  const own = { total_events: 0, unique_users: 0, events_last_hour: 0 }
  expect(await overviewOf('page_events')).toEqual(own)
  expect((await api.get('/metrics/overview')).body).toEqual(own)
})

test('the last hour is counted where times are known to the moment', async () => {
  await query(`CREATE TABLE ${database}.recent (at DateTime, id UInt8) ENGINE = MergeTree ORDER BY id ${remembers}`)
  await fill('recent')
  await query(`INSERT INTO ${database}.recent SELECT now() - number * 600, 1 FROM numbers(5)`)
  const api = await testApi(environment)
  const { body } = await api.get('/metrics/overview?dataset=recent')
  expect(body).toEqual({ total_events: 10_005, unique_users: null, events_last_hour: 5 })
  await query(`DROP TABLE ${database}.recent SYNC`)
})

test.each([
  ['visits', '`at time`', '1h'],
  ['maybe', 'at', '90m'],
  ['ticks', "toTimeZone(at, 'UTC')", '10m'],
  ['lineitem', 'l_shipdate', '1d'],
  ['orders', 'placed_at', '1h'],
])('%s over time: every bucket is what its rows are', async (name, column, interval) => {
  const api = await testApi(environment)
  const endMs = Date.parse(name === 'orders' ? ordersAnchor : anchor)
  const iso = (beforeMs: number) => new Date(endMs - beforeMs).toISOString().slice(0, 19)
  const [from, to] = [`${iso(25 * dayMs + 67_019_000)}.250`, `${iso(6 * dayMs - 1_800_000)}.001`]
  const buckets = await seriesOf(api, name, `from=${from}Z&to=${to}Z&interval=${interval}`)
  const seconds = { '1h': 3600, '90m': 5400, '10m': 600, '1d': 86_400 }[interval] ?? NaN
  // Written in another way than the API's own.
  const counted = await query(
    `SELECT intDiv(toUInt32(toDateTime(toString(${column}), 'UTC')), ${seconds}) * ${seconds} AS start, count()
     FROM ${database}.${name} WHERE toDateTime64(toString(${column}), 6, 'UTC') >= toDateTime64('${from}', 6, 'UTC')
       AND toDateTime64(toString(${column}), 6, 'UTC') < toDateTime64('${to}', 6, 'UTC')
     GROUP BY start ORDER BY start FORMAT TSV`,
  )
  const expected = new Map(
    counted.split('\n').map((line) => {
      const [start, count] = line.split('\t').map(Number)
      return [new Date((start ?? NaN) * 1000).toISOString(), count]
    }),
  )
  expect(buckets.filter(({ count }) => count > 0).map(({ bucket, count }) => [bucket, count])).toEqual([...expected])
  expect(buckets).toHaveLength(
    Math.ceil(Date.parse(`${to}Z`) / 1000 / seconds) - Math.floor(Date.parse(`${from}Z`) / 1000 / seconds),
  )
})

test('events of another kind are told apart by their own category', async () => {
  const api = await testApi(environment)
  const { body } = await api.get('/metrics/type-breakdown?dataset=orders')
  const rows = await query(`SELECT status, count() FROM ${database}.orders GROUP BY status FORMAT TSV`)
  const expected = Object.fromEntries(
    rows.split('\n').map((line): [string, string] => {
      const [status = '', count = ''] = line.split('\t')
      return [status, count]
    }),
  )
  const counts = Object.entries(typeBreakdownRoute.answer.schema.parse(body))
  expect(Object.fromEntries(counts.map(([status, count]) => [status, String(count)]))).toEqual(expected)
})

const range = 'from=1998-11-01&to=1998-12-01&interval=1d'

test.each([
  [
    '/metrics/overview?dataset=nothing',
    'dataset',
    /those that there are: page_events, visits, lineitem, maybe, ticks, untimed, orders/,
  ],
  ['/metrics/overview?dataset=system.tables', 'dataset', /those that there are/],
  ['/metrics/overview?dataset=ingest_runs', 'dataset', /those that there are/],
  [`/metrics/time-series?dataset=untimed&${range}`, 'dataset', /untimed has no column of times/],
  [`/metrics/time-series?dataset=visits&split=event_type&${range}`, 'split', /does not go with dataset=visits/],
  [`/metrics/time-series?dataset=visits&country=&${range}`, 'country', /does not go with dataset=visits/],
  ['/metrics/type-breakdown?dataset=visits', 'dataset', /visits has no column/],
])('%s is refused with what is wrong', async (path, parameter, rule) => {
  const api = await testApi(environment)
  const { status, headers, body } = await api.get(path)
  expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  expect(problem.parse(body).errors?.[parameter]?.join()).toMatch(rule)
})

test('a table that is dropped is gone from the list; one made anew is counted anew', async () => {
  const make = `CREATE TABLE ${database}.passing (id UInt64, at DateTime) ENGINE = MergeTree ORDER BY id ${remembers}`
  const api = await testApi(environment)
  const names = async () => (await listed(api)).map(({ name }) => name)
  const soon = { timeout: 30_000, interval: 250 }
  await query(make)
  await fill('passing')
  await expect.poll(names, soon).toContain('passing')
  expect((await api.get('/metrics/overview?dataset=passing')).body).toMatchObject({ total_events: 10_000 })
  await query(`DROP TABLE ${database}.passing SYNC`)
  await query(make)
  await expect.poll(async () => (await api.get('/metrics/overview?dataset=passing')).status, soon).toBe(400)
  await query(`INSERT INTO ${database}.passing VALUES (1, now())`)
  await fill('passing')
  await expect
    .poll(async () => (await api.get('/metrics/overview?dataset=passing')).body, soon)
    .toMatchObject({
      total_events: 10_001,
    })
  await query(`DROP TABLE ${database}.passing SYNC`)
}, 90_000)

test('a column that is gone is no longer counted by', async () => {
  const api = await testApi(environment)
  await query(
    `CREATE TABLE ${database}.altered (id UInt64, at DateTime, day Date) ENGINE = MergeTree ORDER BY id ${remembers}`,
  )
  await fill('altered')
  const soon = { timeout: 30_000, interval: 250 }
  const timeOf = async () => (await listed(api)).find(({ name }) => name === 'altered')?.time
  await expect.poll(timeOf, soon).toBe('at')
  await query(`ALTER TABLE ${database}.altered DROP COLUMN at SETTINGS mutations_sync = 1`)
  await expect.poll(timeOf, soon).toBe('day')
  await query(`DROP TABLE ${database}.altered SYNC`)
}, 90_000)
