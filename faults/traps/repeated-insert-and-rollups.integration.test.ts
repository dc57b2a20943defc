// Since 24.7 a block that its table knows already still goes on to the materialized views, which must know it by themselves:
// https://github.com/ClickHouse/ClickHouse/issues/76110
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint } from '@millrace/engine/services/service.ts'
import { PrivateService } from '@millrace/engine/testing/private-service.ts'
import { seededDatabase, type SeededDatabase } from '@millrace/engine/testing/seeded-database.ts'
import { verify } from '@millrace/engine/verify/verify.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')
let database: SeededDatabase

beforeEach(async () => {
  const lease = await service.held(acquireClickHouse({ dataDir: service.dataDir }))
  database = await seededDatabase(lease.endpoint.url, 3_000, 1_000)
})
afterEach(() => database.warehouse.close())

async function failedChecks(warehouse = database.warehouse): Promise<string[]> {
  const { checks } = await verify(warehouse, pageEvents, database.run, 1, () => undefined)
  return checks.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
}

test('repeated one after the other, and four at once: the rollups count each block once', async () => {
  const { warehouse, blocks } = database
  for (const block of blocks) await warehouse.insertBlock(block)
  for (const block of blocks) await Promise.all(Array.from({ length: 4 }, () => warehouse.insertBlock(block)))
  expect(await failedChecks()).toEqual([])
})

test('repeated after the server was killed: the rollups count each block once', async () => {
  const lease = await service.held(acquireClickHouse({ dataDir: service.dataDir }))
  const after = new Warehouse({ url: () => lease.endpoint.url, database: database.warehouse.database })
  for (const block of database.blocks) await after.insertBlock(block)
  const { processId } = lease.endpoint
  process.kill(processId, 'SIGKILL')
  await vi.waitFor(() => expect(lease.endpoint.processId).not.toBe(processId), { timeout: 60_000 })
  for (const block of database.blocks) await after.insertBlock(block)
  expect(await failedChecks(after)).toEqual([])
  await after.close()
})

test.each(['page_events_by_minute', 'page_events_by_hour', 'page_events_actors_by_day'])(
  'taken by the table and refused by %s, then repeated: all of it is in, once',
  async (rollup) => {
    const { warehouse, blocks } = database
    const setting = (change: string): Promise<void> =>
      warehouse.command(`ALTER TABLE ${warehouse.database}.${rollup} ${change}`)
    const [first, ...others] = blocks
    if (first === undefined) throw new Error('the run has blocks')
    await warehouse.insertBlock(first) // now there is a part, which is one too many
    await setting('MODIFY SETTING parts_to_throw_insert = 1, parts_to_delay_insert = 1, max_delay_to_insert = 0')
    for (const block of others) {
      const failure: unknown = await warehouse.insertBlock(block).catch((error: unknown) => error)
      expect(isMillraceError(failure, 'WAREHOUSE_UNAVAILABLE')).toBe(true)
    }
    await setting('RESET SETTING parts_to_throw_insert, parts_to_delay_insert, max_delay_to_insert')
    for (const block of blocks) await warehouse.insertBlock(block)
    expect(await failedChecks()).toEqual([])
  },
)

test('a rollup that remembers nothing counts the repetition: why ensureTables refuses such a one', async () => {
  const { warehouse, blocks } = database
  const rollup = `${warehouse.database}.page_events_by_hour`
  await warehouse.command(`ALTER TABLE ${rollup} MODIFY SETTING non_replicated_deduplication_window = 0`)
  for (const block of [...blocks, ...blocks]) await warehouse.insertBlock(block)
  const failed = await failedChecks()
  expect(failed).toContain('page_events_by_hour: buckets that differ from the rows')
  expect(failed.filter((check) => !check.startsWith('page_events_by_hour: '))).toEqual([])
})
