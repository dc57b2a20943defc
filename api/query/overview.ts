// All events, different users, events of the last hour: one request, from the rollups.
import type { Overview } from '@millrace/schemas/api/answers/overview.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { countSql } from './count-sql.ts'
import type { EventTable } from './event-table.ts'
import { QueryParams } from './query-params.ts'
import { rangePieces } from './range-pieces.ts'

const hourMs = 3_600_000
const row = z.strictObject({ total_events: z.number(), unique_users: z.number(), events_last_hour: z.number() })

/** The last hour is (nowMs − 1 h, nowMs], to the millisecond. */
export async function readOverview(
  reader: WarehouseReader,
  table: EventTable,
  nowMs: number,
  signal?: AbortSignal,
): Promise<Overview> {
  const params = new QueryParams()
  const pieces = rangePieces({ fromMs: nowMs + 1 - hourMs, toMs: nowMs + 1 }, 'minute')
  // Bitmaps merged by day first: half the time of merging them all into one at once.
  const [found] = await reader.query(
    `SELECT sum(day_rows) AS total_events, groupBitmapMerge(day_actors) AS unique_users,
      (${countSql(table, { pieces, filters: [] }, params)}) AS events_last_hour
    FROM (
      SELECT sum(rows) AS day_rows, groupBitmapMergeState(actors) AS day_actors
      FROM ${table.names.hour} GROUP BY toStartOfDay(bucket)
    )`,
    row,
    params.values,
    signal,
  )
  return found ?? { total_events: 0, unique_users: 0, events_last_hour: 0 }
}
