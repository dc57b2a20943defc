// Events by time: a value for every interval that the range touches, also where nothing happened.
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { QueryOf } from '@millrace/schemas/api/route.ts'
import type { timeSeriesRoute } from '@millrace/schemas/api/routes.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { bucketsOf } from './buckets-of.ts'
import { countSql } from './count-sql.ts'
import type { EventTable } from './event-table.ts'
import { canUseRollups, filtersOf } from './filter-conditions.ts'
import { QueryParams } from './query-params.ts'
import { coarsestFor, rangePieces } from './range-pieces.ts'

const row = z.strictObject({ slot: z.number(), category: z.string().optional(), n: z.number() })

/** Buckets are counted from 1970; the first and the last one count only what lies in the range. */
export async function readTimeSeries(
  reader: WarehouseReader,
  table: EventTable,
  query: QueryOf<typeof timeSeriesRoute>,
  signal?: AbortSignal,
): Promise<TimeSeries> {
  const { from: fromMs, to: toMs, interval: intervalSeconds } = query
  const filters = filtersOf(query)
  const isSplit = query.split !== undefined
  const source = canUseRollups(table.dataset, filters) ? coarsestFor(intervalSeconds) : 'raw'
  const request = { pieces: rangePieces({ fromMs, toMs }, source), filters, intervalSeconds, byCategory: isSplit }
  const params = new QueryParams()
  const rows = await reader.query(countSql(table, request, params), row, params.values, signal)
  return bucketsOf(query, rows, isSplit)
}
