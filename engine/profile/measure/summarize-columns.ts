// The first look at a table: of every column, in one pass, how many values are missing and how many are different.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { z } from 'zod'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'
import type { KnownColumn } from '../draft/first-draft.ts'
import { measureKind, numberSql } from './column-kind.ts'
import type { TableSample } from './sample.ts'

export interface ColumnSummary {
  /** Of the rows looked at. */
  readonly nullCount: number
  readonly valueCount: number
  /** About: exact while they are few. */
  readonly distinctCount: number
  /** Of numbers and times. */
  readonly min: number
  readonly max: number
  /** Of arrays and maps. */
  readonly medianLength: number
  /** Of UUIDs: those of version 7. */
  readonly timedCount: number
}

const columnsAtOnce = 50
const summaryRow = z.tuple([
  z.number(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number(),
])

/** By the name of the column. */
export async function summarizeColumns(
  reader: WarehouseReader,
  { from, sampledCount }: TableSample,
  columns: readonly KnownColumn[],
): Promise<ReadonlyMap<string, ColumnSummary>> {
  const summaries = new Map<string, ColumnSummary>()
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const some = columns.slice(at, at + columnsAtOnce)
    const rowOf = z.object({ summaries: z.array(summaryRow).length(some.length) })
    const [row] = await reader.query(`SELECT [${some.map(summarySql).join(', ')}] AS summaries FROM ${from}`, rowOf)
    for (const [i, [nullCount, distinctCount, min, max, medianLength, timedCount]] of row?.summaries.entries() ?? []) {
      summaries.set(some[i]?.name ?? '', {
        nullCount,
        valueCount: sampledCount - nullCount,
        distinctCount,
        min: min ?? 0,
        max: max ?? 0,
        medianLength: Math.round(medianLength ?? 0),
        timedCount,
      })
    }
  }
  return summaries
}

/** A tuple of numbers, of one type for all columns. */
function summarySql({ name, parsed }: KnownColumn): string {
  const column = quoteName(name)
  const kind = measureKind(parsed)
  const hasNumbers = kind === 'number' || kind === 'time'
  const number = numberSql(name, parsed)
  const parts = [
    `countIf(isNull(${column}))`,
    kind === 'many' || kind === 'other' ? '0' : `ifNull(uniqCombined64(${column}), 0)`,
    hasNumbers ? `minIf(${number}, isFinite(${number}))` : '0',
    hasNumbers ? `maxIf(${number}, isFinite(${number}))` : '0',
    kind === 'many' ? `quantile(0.5)(length(${column}))` : '0',
    kind === 'uuid' ? `countIf(substring(toString(${column}), 15, 1) = '7')` : '0',
  ]
  return `tuple(${parts.map((part) => `toNullable(toFloat64(${part}))`).join(', ')})`
}
