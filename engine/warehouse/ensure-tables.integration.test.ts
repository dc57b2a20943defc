import { randomUUID } from 'node:crypto'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../testing/failure-of.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { ensureTables } from './ensure-tables.ts'
import { Warehouse } from './warehouse.ts'

const { url } = await testClickHouse()
let warehouse: Warehouse

beforeEach(() => {
  warehouse = new Warehouse({ url: () => url, database: `test_${randomUUID().replaceAll('-', '')}` })
})
afterEach(() => warehouse.close())

/** Between what it is told of tables first and what it does next, another process makes the same tables. */
class OvertakenWarehouse extends Warehouse {
  #overtaken: Promise<void> | undefined

  override async query<Row>(...args: Parameters<Warehouse['query']>): Promise<Row[]> {
    const rows = await super.query(...args)
    if (!args[0].includes('system.databases')) await (this.#overtaken ??= ensureTables(warehouse, pageEvents, 0))
    return rows as Row[]
  }
}

test('another process that makes the same tables meanwhile is no harm', async () => {
  const overtaken = new OvertakenWarehouse({ url: () => url, database: warehouse.database })
  await ensureTables(overtaken, pageEvents, 0)
  await overtaken.close()
})

test('a database whose tables have no identity is not used', async () => {
  const apart = new Warehouse({ url: () => url, database: 'default' })
  const failure = await failureOf(ensureTables(apart, pageEvents, 0))
  expect(failure).toMatchObject({ code: 'CONFIG', message: expect.stringMatching(/^database default .* no UUIDs.*CLICKHOUSE_DATABASE/) as string }) // prettier-ignore
  expect(await apart.query("SELECT name FROM system.tables WHERE database = 'default'", z.object({ name: z.string() }))).toEqual([]) // prettier-ignore
  await apart.close()
})

test('rollups whose table is gone are not added to', async () => {
  await ensureTables(warehouse, pageEvents, 0)
  await warehouse.command(`DROP TABLE ${qualifiedName(warehouse.database, 'page_events')} SYNC`)
  await expect(ensureTables(warehouse, pageEvents, 0)).rejects.toMatchObject({
    code: 'CONFIG',
    message: expect.stringContaining('make drop DATASET=page_events') as string,
  })
})

test('a rollup that another version made, with other columns, is not used', async () => {
  await ensureTables(warehouse, pageEvents, 0)
  const hours = qualifiedName(warehouse.database, 'page_events_by_hour')
  await warehouse.command(`ALTER TABLE ${hours} ADD COLUMN actors AggregateFunction(groupBitmap, UInt64)`)
  await expect(ensureTables(warehouse, pageEvents, 0)).rejects.toMatchObject({
    code: 'CONFIG',
    message: expect.stringMatching(/page_events_by_hour .* another version .*make drop DATASET=page_events/) as string,
  })
})

test.each(['page_events', 'page_events_by_minute', 'page_events_by_hour', 'page_events_actors_by_day', 'ingest_runs'])(
  '%s that forgets inserts too soon is not used until it remembers more',
  async (table) => {
    await ensureTables(warehouse, pageEvents, 0)
    const altered = qualifiedName(warehouse.database, table)
    await warehouse.command(`ALTER TABLE ${altered} MODIFY SETTING non_replicated_deduplication_window = 999`)
    const failure = await failureOf(ensureTables(warehouse, pageEvents, 0))
    expect(failure).toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining(`${warehouse.database}.${table} remembers its last 999 inserts`) as string,
    })
    const statement = /ALTER TABLE .*/.exec(failure.message)?.[0] ?? ''
    await warehouse.command(statement)
    await ensureTables(warehouse, pageEvents, 0)
  },
)

test('tables that are there already stay as they are', async () => {
  await ensureTables(warehouse, pageEvents, 0)
  await expect(ensureTables(warehouse, pageEvents, 0)).resolves.toBeUndefined()
})
