// The column by whose times the rows of any table are counted: the first that is generated as the time of the row, or else the
// first that holds times at all.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { timeConditions } from '../count-sql.ts'
import { epochMsSql, isTimeKind, type TimeKind } from '../epoch-ms.ts'
import type { QueryParams } from '../query-params.ts'
import type { TimeRange } from '../range-pieces.ts'

const dayMs = 86_400_000

export interface TimeColumn {
  readonly name: string
  /** As SQL names it. */
  readonly sql: string
  /** A value of its type as an integer of epoch milliseconds, NULL where it is. */
  readonly epochMsOf: (value: string) => string
  /** Whether it knows days alone. */
  readonly isDays: boolean
}

export function timeColumnOf({ columns }: DatasetDefinition): TimeColumn | undefined {
  const times = columns.flatMap(({ name, type, source }) => {
    const kind = timeKindOf(type)
    return kind === undefined ? [] : [{ name, kind, source }]
  })
  const chosen = times.find(({ source }) => source.from === 'time') ?? times.find(isRowTime) ?? times[0]
  if (chosen === undefined) return undefined
  const { name, kind } = chosen
  const isDays = kind === 'Date' || kind === 'Date32'
  return { name, sql: quoteName(name), epochMsOf: (value) => epochMsSql(value, kind), isDays }
}

/** Conditions that keep its times in [fromMs, toMs), in a form that an index on the column answers. */
export function timeColumnConditions(column: TimeColumn, range: TimeRange, params: QueryParams): string[] {
  if (!column.isDays) return timeConditions(column.sql, range, params)
  const day = (ms: number): string => `toDate(${params.bind('UInt16', Math.ceil(ms / dayMs))})`
  return [
    ...(range.fromMs === undefined ? [] : [`${column.sql} >= ${day(range.fromMs)}`]),
    ...(range.toMs === undefined ? [] : [`${column.sql} < ${day(range.toMs)}`]),
  ]
}

function timeKindOf(type: ColumnType): TimeKind | undefined {
  if (type.kind === 'Nullable' || type.kind === 'LowCardinality') return timeKindOf(type.inner)
  return isTimeKind(type.kind) ? type.kind : undefined
}

function isRowTime({ source }: { readonly source: ColumnSource }): boolean {
  return source.from === 'time' || (source.from === 'nullable' && isRowTime({ source: source.of }))
}
