import { randomUUID } from 'node:crypto'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { ensureTables } from './ensure-tables.ts'
import { Warehouse } from './warehouse.ts'

const { url } = await testClickHouse()
let warehouse: Warehouse

beforeEach(async () => {
  warehouse = new Warehouse({ url: () => url, database: `test_${randomUUID().replaceAll('-', '')}` })
  await ensureTables(warehouse, pageEvents, 0)
})
afterEach(() => warehouse.close())

const counts = z.object({ rows: z.string(), rollup: z.string() })

/** Of rows and rollup: every group with what it holds, as text. */
async function both(rows: string, rollup: string): Promise<z.infer<typeof counts>[]> {
  const asText = (query: string): string => `(SELECT toString(arraySort(groupArray(tuple(*)))) FROM (${query}))`
  return warehouse.query(`SELECT ${asText(rows)} AS rows, ${asText(rollup)} AS rollup`, counts)
}

// Blocks of an insert have dictionaries of their own, in which one place is of different values.
test.each([
  ['one block', 'SETTINGS max_block_size = 100000'],
  [
    'many blocks that are rolled up one by one',
    'SETTINGS max_block_size = 100, min_insert_block_size_rows = 0, min_insert_block_size_bytes = 0',
  ],
  ['many blocks that are rolled up together', 'SETTINGS max_block_size = 100, min_insert_block_size_rows = 100000'],
  [
    'many blocks on two threads',
    'SETTINGS max_block_size = 100, min_insert_block_size_rows = 0, min_insert_block_size_bytes = 0, max_insert_threads = 2, parallel_view_processing = 1',
  ],
])('rollups say of %s what its rows say', async (_, settings) => {
  const { database } = warehouse
  const type = "['click', 'scroll', 'search', '', 'page_view'][1 + (intDiv(number, 97) + number % 2) % 5]"
  for (const value of [type, "'always'"]) {
    await warehouse.command(
      `INSERT INTO ${database}.page_events (event_id, ts, event_type, user_id)
       SELECT generateUUIDv4(), toDateTime64('2026-11-01', 3, 'UTC') + number * 37, ${value}, 18446744073709551615 - number % 700
       FROM numbers(10000) ${settings}`,
    )
  }
  const events = `${database}.page_events`
  const [minutes] = await both(
    `SELECT toStartOfMinute(ts), event_type, count() FROM ${events} GROUP BY ALL`,
    `SELECT bucket, event_type, sum(rows) FROM ${database}.page_events_by_minute GROUP BY ALL`,
  )
  expect(minutes?.rollup).toBe(minutes?.rows)
  const [hours] = await both(
    `SELECT toStartOfHour(ts), event_type, count() FROM ${events} GROUP BY ALL`,
    `SELECT bucket, event_type, sum(rows) FROM ${database}.page_events_by_hour GROUP BY ALL`,
  )
  expect(hours?.rollup).toBe(hours?.rows)
  const [days] = await both(
    `SELECT toStartOfDay(ts) AS day, arraySort(groupUniqArray(user_id)) FROM ${events} GROUP BY day`,
    `SELECT bucket, arraySort(bitmapToArray(groupBitmapMergeState(actors))) FROM ${database}.page_events_actors_by_day GROUP BY bucket`,
  )
  expect(days?.rollup).toBe(days?.rows)
  expect(days?.rows).toContain('18446744073709551615')
})

test('the query of a view says the same of all rows at once, whose blocks have dictionaries of their own', async () => {
  const { database } = warehouse
  const types = ['click', 'scroll', 'search', 'page_view']
  for (const [i, type] of types.entries()) {
    await warehouse.command(
      `INSERT INTO ${database}.page_events (ts, event_type)
       SELECT toDateTime64('2026-11-01', 3, 'UTC') + number * 37, if(number % 2 = 0, '${type}', '${types[i - 1] ?? ''}') FROM numbers(100)`,
    )
  }
  const [view] = await warehouse.query(
    "SELECT as_select AS query FROM system.tables WHERE database = {database:String} AND name = 'page_events_by_minute_view'",
    z.object({ query: z.string() }),
    { database },
  )
  const [minutes] = await both(
    `SELECT toStartOfMinute(ts), event_type, count() FROM ${database}.page_events GROUP BY ALL`,
    view?.query ?? '',
  )
  expect(minutes?.rollup).toBe(minutes?.rows)
})
