// The values of a column that come most often, and how often: exactly where there are not too many different ones to count.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { z } from 'zod'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'
import type { KnownColumn } from '../draft/first-draft.ts'
import { measureKind, numberSql } from './column-kind.ts'
import type { TableSample } from './sample.ts'

export interface TopValue {
  /** As ClickHouse writes it; of times, Unix milliseconds. */
  readonly text: string
  readonly rowCount: number
}

/** Above, ClickHouse keeps only those that may be among the most frequent. */
const countedMax = 2_000_000
/** Keeps so many counters for each value that is asked for, and is wrong by one part in all of them at most. */
const countersPerValue = 20

const topRow = z.object({ value: z.string(), rows: z.number() })

/** The most frequent first. */
export async function topValues(
  reader: WarehouseReader,
  { from }: TableSample,
  { name, parsed }: KnownColumn,
  { distinctCount, limit }: { readonly distinctCount: number; readonly limit: number },
): Promise<TopValue[]> {
  const column = quoteName(name)
  const value = measureKind(parsed) === 'time' ? `toInt64(${numberSql(name, parsed)})` : column
  const among =
    distinctCount <= countedMax
      ? ''
      : ` AND ${column} IN (SELECT arrayJoin(topK(${limit}, ${countersPerValue})(${column})) FROM ${from})`
  const rows = await reader.query(
    `SELECT toString(assumeNotNull(${value})) AS value, count() AS rows FROM ${from}
     WHERE isNotNull(${column})${among} GROUP BY value ORDER BY rows DESC, value LIMIT ${limit}`,
    topRow,
  )
  return rows.map(({ value, rows: rowCount }) => ({ text: value, rowCount }))
}
