// Numbers and times as they were measured: those there are with their weights, a key, or their quantiles.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { dayText, momentText } from '../draft/file-units.ts'
import { measureKind, stepOf } from '../measure/column-kind.ts'
import { isListed, listedValuesMax, type MeasuredColumn } from '../measure/measured-column.ts'
import type { TopValue } from '../measure/top-values.ts'
import { shareNumber, type ChosenColumn } from './chosen-column.ts'
import { spreadPoints } from './spread-points.ts'

const uniqueShareMin = 0.985
const uniqueRowsMin = 1000
const keyGapsMax = 0.02
const significantDigits = 6
/** Rounding makes the next one of it at most. */
const makeableMax = Number.MAX_SAFE_INTEGER - 1

/** `rowCount`: of the table. Where all numbers are infinite or NaN, there is nothing to choose from: undefined. */
export function chooseMeasuredNumber(column: MeasuredColumn, rowCount: number): ChosenColumn | undefined {
  const { parsed, summary, top, quantiles } = column
  if (isListed(column)) return chooseListed(column)
  if (isKey(column, rowCount)) {
    return { source: { from: 'sequence', first: summary.min }, notes: ['a number for each row, without gaps'] }
  }
  const frequent = top.map(({ text, rowCount: rows }) => ({ value: Number(text), share: rows / summary.valueCount }))
  const unit = numberUnit(parsed)
  const largest = Math.max(Math.abs(summary.min), Math.abs(summary.max))
  const scale = isWhole(parsed) && largest > makeableMax ? makeableMax / largest : 1
  const points = spreadPoints(
    quantiles.map(([share, value]) => [share, value * scale]),
    frequent.map(({ value, share }) => ({ value: value * scale, share })),
    stepOf(parsed),
  )
  if (points.length < 2) return undefined
  const notes = [
    ...(isUnique(column) ? ['no two rows had the same value: here some may'] : []),
    ...(scale < 1 ? ['numbers beyond 2^53 cannot be made: all are made smaller in the same proportion'] : []),
  ]
  return { source: { from: 'quantiles', points: points.map(([share, value]) => [share, unit(value)]) }, notes }
}

export function isUnique({ summary }: MeasuredColumn): boolean {
  return summary.valueCount >= uniqueRowsMin && summary.distinctCount >= uniqueShareMin * summary.valueCount
}

/** How measured numbers are written: times as moments, others in halves of what lies between two of them. */
function numberUnit(type: ColumnType): (value: number) => number | string {
  const bare = bareType(type)
  if (measureKind(bare) === 'time') return bare.kind === 'Date' || bare.kind === 'Date32' ? dayText : momentText
  if ('scale' in bare) {
    const units = 10 ** bare.scale
    return (value) => Number((Math.round(value * units * 2) / 2 / units).toFixed(bare.scale + 1))
  }
  return isWhole(bare) ? (value) => Math.round(value * 2) / 2 : (value) => Number(value.toPrecision(significantDigits))
}

function isWhole(type: ColumnType): boolean {
  return /^U?Int/.test(bareType(type).kind)
}

function isKey(column: MeasuredColumn, rowCount: number): boolean {
  const { min, max } = column.summary
  if (!isUnique(column) || !isWhole(column.parsed) || column.summary.nullCount > 0) return false
  return min >= 0 && max <= Number.MAX_SAFE_INTEGER && Math.abs((max - min + 1) / rowCount - 1) <= keyGapsMax
}

function chooseListed({ parsed, top, summary }: MeasuredColumn): ChosenColumn | undefined {
  const isTime = measureKind(parsed) === 'time'
  const finite = isTime ? top : top.filter(({ text }) => Number.isFinite(Number(text)))
  const notes = [
    ...(finite.length < top.length ? ['values that are infinite or no number are left out'] : []),
    ...(summary.distinctCount > listedValuesMax ? ['only those that came most often'] : []),
  ]
  if (finite.length === 0) return undefined
  return {
    source: {
      from: 'choice',
      values: finite.map(({ text }) => (isTime ? numberUnit(parsed)(Number(text)) : plainNumber(text))),
      weights: finite.map(({ rowCount }: TopValue) => shareNumber(rowCount / summary.valueCount)),
    },
    notes,
  }
}

/** A number as people write it, as text where a number would lose digits. */
function plainNumber(text: string): number | string {
  const number = Number(text)
  return String(number) === text || Math.abs(number) < 1e15 ? number : text
}
