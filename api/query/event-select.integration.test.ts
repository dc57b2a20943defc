import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { EventQueries } from './event-queries.ts'
import { eventSelect } from './event-select.ts'
import { eventTable } from './event-table.ts'
import { QueryParams } from './query-params.ts'
import { rowsReadWatch } from './testing/rows-read-watch.ts'
import { dataset, endMs, seededEvents, type SeededEvents } from './testing/seeded-events.ts'
import { pageJson } from './page-json.ts'

const { url } = await testClickHouse()
let large: SeededEvents

beforeAll(async () => {
  large = await seededEvents(url, 400_000)
  await large.warehouse.command(`OPTIMIZE TABLE ${eventTable(large.warehouse.database, dataset).names.raw} FINAL`)
})

afterAll(() => large.close())

test.each(['asc', 'desc'])('a page costs little more than its own events, whatever its size (%s)', async (order) => {
  const watch = await rowsReadWatch(url)
  const warehouse = new Warehouse({ url: () => watch.url, database: large.warehouse.database })
  const reader = warehouse.reader(defaultReadLimits)
  const watched = new EventQueries(reader, dataset)
  const begin = eventsPageRoute.query.parse({ limit: '100', order })
  const { next_cursor: cursor } = z
    .object({ next_cursor: z.string() })
    .parse(JSON.parse(pageJson(await watched.eventLines(begin))))
  for (const limit of [100, 1000, 2000, 5000, 8000, 10_000]) {
    for (const query of [
      { ...begin, limit },
      { ...begin, limit, cursor },
    ]) {
      await watched.eventLines(query)
      expect(watch.rowsRead()).toBeLessThan(limit + 100_000)
    }
  }
  watch.close()
  await reader.close()
})

test.each(['asc', 'desc'] as const)(
  'a page deep in the table is found by the key, and read in its order (%s)',
  async (order) => {
    const explained = async (what: string): Promise<string> => {
      const params = new QueryParams()
      const after = { timeMs: endMs - 3 * 86_400_000, id: '01a1759a-06f8-729e-86e6-86884c41169f' }
      const request = { filters: [], order, after }
      const sql = eventSelect(
        eventTable(large.warehouse.database, dataset),
        request,
        { columns: ['ts', 'url'], limit: 100 },
        params,
      )
      const rows = await large.reader.query(`EXPLAIN ${what} ${sql}`, z.object({ explain: z.string() }), params.values)
      return rows.map(({ explain }) => explain).join('\n')
    }
    expect(await explained('indexes = 1')).toMatch(/PrimaryKey\W+Keys:\W+ts\W+Condition: \(ts in/)
    expect(await explained('PIPELINE')).toContain(order === 'asc' ? 'algorithm: InOrder' : 'algorithm: InReverseOrder')
  },
)
