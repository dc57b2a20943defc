// All events, different users, events of the last hour: one request, from the rollups.
import type { Overview } from '@millrace/schemas/api/answers/overview.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { countSql } from './count-sql.ts'
import type { EventTable } from './event-table.ts'
import { QueryParams } from './query-params.ts'
import { rangePieces } from './range-pieces.ts'

const hourMs = 3_600_000
const counts = z.strictObject({ total_events: z.number(), events_last_hour: z.number() })
const row = counts.extend({ unique_users: z.number() })

export type OverviewCounts = z.output<typeof counts>

/** The last hour is (nowMs − 1 h, nowMs], to the millisecond. */
export async function readOverview(
  reader: WarehouseReader,
  table: EventTable,
  nowMs: number,
  signal?: AbortSignal,
): Promise<Overview> {
  const params = new QueryParams()
  const [found] = await reader.query(
    `SELECT sum(rows) AS total_events,
      (SELECT groupBitmapMerge(actors) FROM ${table.names.actorsByDay}) AS unique_users,
      ${lastHourSql(table, nowMs, params)} AS events_last_hour
    FROM ${table.names.hour}`,
    row,
    params.values,
    signal,
  )
  return found ?? { total_events: 0, unique_users: 0, events_last_hour: 0 }
}

/** The overview without the users, of whom it costs a hundred times as much to know how many there are. */
export async function readOverviewCounts(
  reader: WarehouseReader,
  table: EventTable,
  nowMs: number,
  signal?: AbortSignal,
): Promise<OverviewCounts> {
  const params = new QueryParams()
  const [found] = await reader.query(
    `SELECT sum(rows) AS total_events, ${lastHourSql(table, nowMs, params)} AS events_last_hour FROM ${table.names.hour}`,
    counts,
    params.values,
    signal,
  )
  return found ?? { total_events: 0, events_last_hour: 0 }
}

function lastHourSql(table: EventTable, nowMs: number, params: QueryParams): string {
  const pieces = rangePieces({ fromMs: nowMs + 1 - hourMs, toMs: nowMs + 1 }, 'minute')
  return `(${countSql(table, { pieces, filters: [] }, params)})`
}
