// Events by type, over a range or over all time.
import type { QueryOf } from '@millrace/schemas/api/route.ts'
import type { typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { countSql } from './count-sql.ts'
import type { EventTable } from './event-table.ts'
import { canUseRollups, filtersOf } from './filter-conditions.ts'
import { QueryParams } from './query-params.ts'
import { rangePieces } from './range-pieces.ts'

const row = z.strictObject({ category: z.string(), n: z.number() })

export async function readTypeBreakdown(
  reader: WarehouseReader,
  table: EventTable,
  query: QueryOf<typeof typeBreakdownRoute>,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const filters = filtersOf(query)
  const source = canUseRollups(table.dataset, filters) ? 'hour' : 'raw'
  const pieces = rangePieces({ fromMs: query.from, toMs: query.to }, source)
  const params = new QueryParams()
  const sql = `${countSql(table, { pieces, filters, byCategory: true }, params)} ORDER BY category`
  const rows = await reader.query(sql, row, params.values, signal)
  return Object.fromEntries(rows.map(({ category, n }) => [category, n]))
}
