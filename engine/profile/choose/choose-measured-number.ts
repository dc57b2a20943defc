// Numbers and times as they were measured: those there are with their weights, a key, or their quantiles.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { dayText, momentText } from '../draft/file-units.ts'
import { bareType, measureKind, stepOf } from '../measure/column-kind.ts'
import { fewValuesMax, type MeasuredColumn } from '../measure/measured-column.ts'
import type { TopValue } from '../measure/top-values.ts'
import { shareNumber, type ChosenColumn } from './chosen-column.ts'
import { spreadPoints } from './spread-points.ts'

const uniqueShareMin = 0.985
const uniqueRowsMin = 1000
const keyGapsMax = 0.02
const significantDigits = 6

/** `rowCount`: of the table. Where all numbers are infinite or NaN, there is nothing to choose from: undefined. */
export function chooseMeasuredNumber(column: MeasuredColumn, rowCount: number): ChosenColumn | undefined {
  const { parsed, summary, top, quantiles } = column
  if (summary.distinctCount <= fewValuesMax) return chooseFew(column)
  if (isKey(column, rowCount)) {
    return { source: { from: 'sequence', first: summary.min }, notes: ['a number for each row, without gaps'] }
  }
  const frequent = top.map(({ text, rowCount: rows }) => ({ value: Number(text), share: rows / summary.valueCount }))
  const unit = numberUnit(parsed)
  const points = spreadPoints(
    quantiles.map(([share, value]) => [share, clamped(value)]),
    frequent.map(({ value, share }) => ({ value: clamped(value), share })),
    stepOf(parsed),
  )
  if (points.length < 2) return undefined
  const notes = [
    ...(isUnique(column) ? ['no two rows had the same value: here some may'] : []),
    ...(Math.max(Math.abs(summary.min), Math.abs(summary.max)) > Number.MAX_SAFE_INTEGER && isWhole(parsed)
      ? ['numbers beyond 2^53 are cut there']
      : []),
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

function clamped(value: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))
}

function isKey(column: MeasuredColumn, rowCount: number): boolean {
  const { min, max } = column.summary
  if (!isUnique(column) || !isWhole(column.parsed) || column.summary.nullCount > 0) return false
  return min >= 0 && max <= Number.MAX_SAFE_INTEGER && Math.abs((max - min + 1) / rowCount - 1) <= keyGapsMax
}

function chooseFew({ parsed, top, summary }: MeasuredColumn): ChosenColumn | undefined {
  const isTime = measureKind(parsed) === 'time'
  const finite = isTime ? top : top.filter(({ text }) => Number.isFinite(Number(text)))
  const notes = finite.length < top.length ? ['values that are infinite or no number are left out'] : []
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
