// The most frequent values of a column; those that are equally frequent come in the order of their bytes.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { columnNamed } from '@millrace/schemas/dataset/dataset.ts'
import type { Top } from '@millrace/schemas/api/answers/top.ts'
import type { QueryOf } from '@millrace/schemas/api/route.ts'
import type { topRoute } from '@millrace/schemas/api/routes.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { timeConditions } from './count-sql.ts'
import type { EventTable } from './event-table.ts'
import { filterConditions, filtersOf, where } from './filter-conditions.ts'
import { QueryParams } from './query-params.ts'

const row = z.strictObject({ value: z.string(), n: z.number() })

export async function readTopValues(
  reader: WarehouseReader,
  table: EventTable,
  query: QueryOf<typeof topRoute>,
  signal?: AbortSignal,
): Promise<Top> {
  const params = new QueryParams()
  const column = quoteName(columnNamed(table.dataset, query.by).name)
  const conditions = [
    ...timeConditions(table.time, { fromMs: query.from, toMs: query.to }, params),
    ...filterConditions(table.dataset, filtersOf(query), params),
  ]
  const rows = await reader.query(
    `SELECT toString(${column}) AS value, count() AS n FROM ${table.names.raw} ${where(conditions)}
     GROUP BY value ORDER BY n DESC, value LIMIT ${params.bind('UInt32', query.limit)}`,
    row,
    params.values,
    signal,
  )
  return rows.map(({ value, n }) => ({ key: value, count: n }))
}
