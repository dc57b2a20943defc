// The same figures of the columns of a table, by bounded queries.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import type { KnownColumn } from '../profile/draft/first-draft.ts'
import { measureKind, numberSql } from '../profile/measure/column-kind.ts'
import { quantilesOf } from '../profile/measure/quantiles.ts'
import type { TableSample } from '../profile/measure/sample.ts'
import { summarizeColumns } from '../profile/measure/summarize-columns.ts'
import { topValues } from '../profile/measure/top-values.ts'
import type { WarehouseReader } from '../warehouse/warehouse-reader.ts'
import { topCount, type ColumnFigures, type NumberFigures } from './column-figures.ts'

const shares = [0, 0.5, 0.99, 1]

/** By the name of the column; those of arrays, maps and tuples are left out. */
export async function figuresOfTable(
  reader: WarehouseReader,
  sample: TableSample,
  columns: readonly KnownColumn[],
): Promise<ReadonlyMap<string, ColumnFigures>> {
  const summaries = await summarizeColumns(reader, sample, columns)
  const figures = new Map<string, ColumnFigures>()
  for (const column of columns) {
    const { nullCount = 0, valueCount = 0, distinctCount = 0 } = summaries.get(column.name) ?? {}
    const kind = measureKind(column.parsed)
    if (kind === 'many' || kind === 'other') continue
    const top = await topValues(reader, sample, column, { distinctCount, limit: topCount })
    const rows = `FROM ${sample.from} WHERE isNotNull(${quoteName(column.name)})`
    const number = numberSql(column.name, column.parsed)
    const hasNumbers = kind === 'number' || kind === 'time'
    const numbers = hasNumbers ? await numberFigures(reader, number, `${rows} AND isFinite(${number})`) : undefined
    const lengths =
      kind === 'text' ? await numberFigures(reader, `toFloat64(length(${quoteName(column.name)}))`, rows) : undefined
    figures.set(column.name, {
      rowCount: sample.sampledCount,
      nullShare: sample.sampledCount === 0 ? 0 : nullCount / sample.sampledCount,
      distinctCount,
      top: top
        .filter(({ rowCount }) => rowCount > 1)
        .map(({ text, rowCount }) => ({ text, share: rowCount / valueCount })),
      ...(numbers === undefined ? {} : { numbers }),
      ...(lengths === undefined ? {} : { lengths }),
    })
  }
  return figures
}

async function numberFigures(
  reader: WarehouseReader,
  number: string,
  rest: string,
): Promise<NumberFigures | undefined> {
  const points = await quantilesOf(reader, number, rest, shares)
  const [min, median, p99, max] = points.map(([, value]) => value)
  return min === undefined || median === undefined || p99 === undefined || max === undefined
    ? undefined
    : { min, median, p99, max }
}
