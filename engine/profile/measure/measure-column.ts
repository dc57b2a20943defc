// The second look: what is to be known of one column, by its kind, each by a query that reads that column alone.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'
import type { KnownColumn } from '../draft/first-draft.ts'
import { measureKind, numberSql, resolutionMs, stepOf } from './column-kind.ts'
import { isListed, listedValuesMax, type MeasuredColumn } from './measured-column.ts'
import { coarseShares, fineShares, quantilesOf, type Point } from './quantiles.ts'
import type { TableSample } from './sample.ts'
import { standsOut } from './stands-out.ts'
import type { ColumnSummary } from './summarize-columns.ts'
import { topValues, type TopValue } from './top-values.ts'

/** Numbers that are worth a share of their own: the most frequent ones, and others that come more often than those around them. */
const alwaysFrequent = 10
const frequentNumbersMax = 100
const frequentShareMin = 0.0001
const standingOutShareMin = 0.0005
const frequentTextsMax = 1000
const lengthsOfMax = 2_000_000

export interface Measuring {
  readonly reader: WarehouseReader
  readonly sample: TableSample
  /** The column that says when a row happened. */
  readonly rowTime: KnownColumn | undefined
}

export async function measureColumn(
  measuring: Measuring,
  column: KnownColumn,
  summary: ColumnSummary,
): Promise<MeasuredColumn> {
  const measured: MeasuredColumn = { ...column, summary, top: [], quantiles: [], lengths: [], delays: [] }
  const top = (limit: number): Promise<TopValue[]> =>
    topValues(measuring.reader, measuring.sample, column, { distinctCount: summary.distinctCount, limit })
  switch (measureKind(column.parsed)) {
    case 'number':
    case 'time':
      if (isListed(measured))
        return { ...measured, top: await top(listedValuesMax), delays: await delays(measuring, column) }
      return measureNumbers(measuring, measured, await top(frequentNumbersMax))
    case 'text':
      return { ...measured, top: await top(frequentTextsMax), lengths: await lengths(measuring, column, summary) }
    case 'uuid':
    case 'address':
      return { ...measured, top: await top(frequentTextsMax) }
    case 'named':
      return { ...measured, top: await top(frequentTextsMax) }
    case 'many':
    case 'other':
      return measured
  }
}

/** Frequent numbers are measured apart; among times there are none. */
async function measureNumbers(
  measuring: Measuring,
  measured: MeasuredColumn,
  top: readonly TopValue[],
): Promise<MeasuredColumn> {
  const { name, parsed, summary } = measured
  const number = numberSql(name, parsed)
  const measure = (without: readonly TopValue[]): Promise<Point[]> =>
    quantilesOf(measuring.reader, number, restOf(measuring, name, number, without), fineShares)
  const all = await measure([])
  if (measureKind(parsed) === 'time') {
    return { ...measured, quantiles: all, delays: await delays(measuring, measured) }
  }
  const frequent = top.filter(({ text, rowCount }, i) => {
    const share = rowCount / summary.valueCount
    if (i < alwaysFrequent) return share >= frequentShareMin
    return share >= standingOutShareMin && standsOut(Number(text), share, all, stepOf(parsed))
  })
  return { ...measured, top: frequent, quantiles: frequent.length === 0 ? all : await measure(frequent) }
}

function restOf({ sample }: Measuring, name: string, number: string, without: readonly TopValue[]): string {
  const values = without.map(({ text }) => Number(text)).filter(Number.isFinite)
  const others = values.length === 0 ? '' : ` AND ${number} NOT IN (${values.join(', ')})`
  return `FROM ${sample.from} WHERE isNotNull(${quoteName(name)}) AND isFinite(${number})${others}`
}

/** Of each different text once, but the empty one. */
async function lengths({ reader, sample }: Measuring, { name }: KnownColumn, summary: ColumnSummary): Promise<Point[]> {
  const column = quoteName(name)
  const isCounted = summary.distinctCount <= lengthsOfMax
  const rows = `FROM ${sample.from} WHERE isNotNull(${column}) AND notEmpty(assumeNotNull(${column}))`
  const each = isCounted ? `FROM (SELECT DISTINCT ${column} AS text ${rows})` : rows
  return quantilesOf(reader, isCounted ? 'toFloat64(length(text))' : `toFloat64(length(${column}))`, each, coarseShares)
}

/** Against the row's time as a column of that type would have it. */
async function delays({ reader, sample, rowTime }: Measuring, column: KnownColumn): Promise<Point[]> {
  if (rowTime === undefined || rowTime.name === column.name || measureKind(column.parsed) !== 'time') return []
  const step = resolutionMs(column.parsed)
  const delay = `${numberSql(column.name, column.parsed)} - floor((${numberSql(rowTime.name, rowTime.parsed)}) / ${step}) * ${step}`
  const both = `isNotNull(${quoteName(column.name)}) AND isNotNull(${quoteName(rowTime.name)})`
  return quantilesOf(reader, delay, `FROM ${sample.from} WHERE ${both}`, fineShares)
}
