// Tables on two embedded servers that are the shards of a cluster. They have no Keeper: what a cluster that has one is told is
// read by the server's parser, and not run.
import { randomUUID } from 'node:crypto'
import { orders } from '@millrace/schemas/datasets/orders.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { distributedDdl } from '@millrace/schemas/ddl/cluster-ddl.ts'
import { rollupDdl } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { ledgerDdl } from '../ledger/ledger-ddl.ts'
import { failureOf } from '../testing/failure-of.ts'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { openTwoShards } from '../testing/two-shards.ts'
import { dropTables, ensureTables } from './ensure-tables.ts'
import { openWarehouse } from './open-warehouse.ts'

const shards = await openTwoShards()
afterAll(() => shards.close())
const [first = '', second = ''] = shards.urls

function config(given: Readonly<Record<string, string>> = {}) {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  return readConfig({ ...shards.environment('config'), CLICKHOUSE_DATABASE: database, RETRY_SECONDS: '0', ...given })
}

const quiet = (): void => undefined

test('tables are made on every shard, read through one, and dropped everywhere', async () => {
  const opened = await openWarehouse(config(), quiet)
  const { warehouse } = opened
  await ensureTables(warehouse, pageEvents, 13)
  await ensureTables(warehouse, pageEvents, 13) // as the next command does
  const tables = `SELECT arraySort(groupArray((name, engine))) FROM system.tables WHERE database = '${warehouse.database}'`
  const expected = [
    ['ingest_runs', 'MergeTree'],
    ['ingested_batches', 'ReplacingMergeTree'],
    ['ingested_keys', 'MergeTree'],
    ['loaded_files', 'MergeTree'],
    ['page_events', 'Distributed'],
    ['page_events_actors_by_day', 'Distributed'],
    ['page_events_actors_by_day_local', 'AggregatingMergeTree'],
    ['page_events_actors_by_day_view', 'MaterializedView'],
    ['page_events_by_hour', 'Distributed'],
    ['page_events_by_hour_local', 'AggregatingMergeTree'],
    ['page_events_by_hour_view', 'MaterializedView'],
    ['page_events_by_minute', 'Distributed'],
    ['page_events_by_minute_local', 'AggregatingMergeTree'],
    ['page_events_by_minute_view', 'MaterializedView'],
    ['page_events_local', 'MergeTree'],
  ]
  for (const url of shards.urls) {
    expect(
      JSON.parse((await queryClickHouse(url, tables)).replaceAll('(', '[').replaceAll(')', ']').replaceAll("'", '"')),
    ).toEqual(expected)
  }
  await dropTables(warehouse, pageEvents)
  for (const url of shards.urls) {
    expect(await queryClickHouse(url, tables)).not.toContain('page_events')
  }
  await opened.close()
})

test('the shards stay in the order of their numbers, however they are named', async () => {
  const opened = await openWarehouse(config({ CLICKHOUSE_URL: `${second},${first}` }), quiet)
  const ports = await Promise.all(opened.warehouse.shards.map((shard) => shard.text('SELECT tcpPort()')))
  expect(ports.map(Number)).toEqual(shards.leases.map(({ endpoint }) => endpoint.tcpPort))
  await opened.close()
})

test.each([
  [{ CLICKHOUSE_URL: first }, /CLICKHOUSE_CLUSTER=two .*it has 2 shards and CLICKHOUSE_URL names 1/],
  [{ CLICKHOUSE_URL: `${first},${first}` }, /CLICKHOUSE_URL=.* are both of shard 1 of two: name one of each shard/],
  [{ CLICKHOUSE_CLUSTER: 'three' }, /CLICKHOUSE_CLUSTER=three .*knows .*two/],
  [{ CLICKHOUSE_URL: first, CLICKHOUSE_CLUSTER: 'replicas' }, /CLICKHOUSE_CLUSTER=replicas .*has no Keeper/],
  [{ CLICKHOUSE_CLUSTER: '' }, /CLICKHOUSE_URL=.* these are several servers: set CLICKHOUSE_CLUSTER/],
  [{ CLICKHOUSE_URL: '' }, /CLICKHOUSE_CLUSTER=two is not valid: CLICKHOUSE_URL must name/],
])('%j is refused', async (given, message) => {
  expect(await failureOf(openWarehouse(config(given), quiet))).toMatchObject({
    code: 'CONFIG',
    message: expect.stringMatching(message) as string,
  })
})

test('a shard that is away is waited for, and named', async () => {
  const failure = await failureOf(openWarehouse(config({ CLICKHOUSE_URL: `${first},http://127.0.0.1:1` }), quiet))
  expect(failure).toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
    message: expect.stringContaining('127.0.0.1:1') as string,
  })
})

test('a table of one server is not taken for one of a cluster, nor the other way round', async () => {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const alone = await openWarehouse(
    config({ CLICKHOUSE_URL: first, CLICKHOUSE_CLUSTER: '', CLICKHOUSE_DATABASE: database }),
    quiet,
  )
  const together = await openWarehouse(config({ CLICKHOUSE_DATABASE: database }), quiet)
  await ensureTables(alone.warehouse, pageEvents, 0)
  expect((await failureOf(ensureTables(together.warehouse, pageEvents, 0))).message).toMatch(/a table of one server/)
  await ensureTables(together.warehouse, orders, 0)
  expect((await failureOf(ensureTables(alone.warehouse, orders, 0))).message).toMatch(/set CLICKHOUSE_CLUSTER/)
  await Promise.all([alone.close(), together.close()])
})

test('what a cluster with a Keeper is told is such that the server can read it', async () => {
  const cluster = { name: 'production', isReplicated: true }
  const options = { database: 'analytics', ttlMonths: 13, cluster }
  const statements = [
    ...ledgerDdl('analytics', cluster),
    ...[pageEvents, orders].flatMap((dataset) => [
      tableDdl(dataset, options),
      ...rollupDdl(dataset, options),
      distributedDdl('analytics', dataset.name, cluster),
    ]),
  ]
  for (const statement of statements) {
    const read = await queryClickHouse(first, `EXPLAIN AST ${statement}`)
    expect(read, statement).toMatch(/^(?:CreateQuery|AlterQuery)/)
    expect(statement).toContain(' ON CLUSTER `production`')
  }
  const storing = statements.filter((statement) => /ENGINE = \w*MergeTree/.test(statement))
  expect(storing).toHaveLength(4 + 2 * 4)
  for (const statement of storing) {
    expect(statement).toMatch(
      /ENGINE = Replicated\w*MergeTree\('\/clickhouse\/tables\/\{uuid\}\/\{shard\}', '\{replica\}'\)/,
    )
    expect(statement).not.toContain('non_replicated')
  }
})
