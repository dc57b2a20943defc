// A database with page events in it for a test: seeded ones, and some that are awkward; all of them as JavaScript values too.
import { randomUUID } from 'node:crypto'
import { seededDatabase } from '@millrace/engine/testing/seeded-database.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { pageEvent, type PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { EventQueries } from '../event-queries.ts'

export const dataset = datasetNamed('page_events')

/** End of the seeded events, which span the 30 days before. */
export const endMs = Date.UTC(2026, 10, 24)

export const awkwardText = `it's "quoted" \\ \\N {p0:String} \t\n\r\0 ␀ 🙂 %27 ' OR 1 = 1 --`

export interface SeededEvents {
  readonly warehouse: Warehouse
  readonly reader: WarehouseReader
  readonly queries: EventQueries
  /** All events, in the order of the table. */
  all(): Promise<PageEvent[]>
  close(): Promise<void>
}

export async function seededEvents(url: string, rowCount: number): Promise<SeededEvents> {
  const { warehouse, blocks } = await seededDatabase(url, rowCount, Math.ceil(rowCount / 5))
  for (const block of blocks) await warehouse.insertBlock(block)
  const reader = warehouse.reader(defaultReadLimits)
  return {
    warehouse,
    reader,
    queries: new EventQueries(reader, dataset),
    all: async () => {
      const table = `\`${warehouse.database}\`.page_events`
      const lines = await reader.lines(`SELECT * FROM ${table} ORDER BY ts, event_id`, {})
      return lines
        .split('\n')
        .slice(0, -1)
        .map((line) => pageEvent.parse(JSON.parse(line)))
    },
    async close() {
      await warehouse.command(`DROP DATABASE IF EXISTS \`${warehouse.database}\``)
      await reader.close()
      await warehouse.close()
    },
  }
}

/** Rows as `insertRows` takes them. */
export function madeEvent(timeMs: number, values: Partial<PageEvent> = {}): object {
  return {
    event_id: randomUUID(),
    ts: (timeMs / 1000).toFixed(3),
    event_type: 'page_view',
    user_id: 1,
    session_id: randomUUID(),
    url: 'https://shop.example/',
    referrer: '',
    country: 'DE',
    device: 'tv',
    duration_ms: 0,
    metadata: {},
    ...values,
  }
}
