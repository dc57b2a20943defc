// What the numbers of a distribution count, and how people write them in a dataset file: numbers, durations, days, moments.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { numberRange, type NumberRange } from '@millrace/schemas/column/number-range.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { Spot } from '../problems/problem.ts'

export type Written = number | string

export interface Units {
  /** The number that is meant, or undefined once it is reported why there is none. */
  of(written: Written, spot: Spot): number | undefined
  /** The same, of what lies between two of them. */
  widthOf(written: Written, spot: Spot): number | undefined
  /** Undefined: any number. */
  readonly range: NumberRange | undefined
  readonly isWhole: boolean
  /** Moments, with durations between them. */
  readonly isMoments: boolean
  /** Who has that range. */
  readonly holder: string
  /** As people write it. */
  show(value: number): string
}

const durationUnitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Of text that `duration` of the schema has let pass. */
function durationMs(text: string): number {
  const [, count, unit] = /^([\d.]+)(\w+)$/.exec(text) ?? []
  return Number(count) * (durationUnitsMs[unit ?? ''] ?? Number.NaN)
}

const asNumber = (written: Written): number => Number(written)

export const durations: Units = {
  of: (written) => durationMs(String(written)),
  widthOf: (written) => durationMs(String(written)),
  range: { min: 0, max: Number.MAX_SAFE_INTEGER },
  isWhole: true,
  isMoments: false,
  holder: 'a duration',
  show: (value) => `${value}ms`,
}

export const counts: Units = {
  of: asNumber,
  widthOf: asNumber,
  range: { min: 0, max: 1_000_000 },
  isWhole: true,
  isMoments: false,
  holder: 'a count',
  show: String,
}

/** Undefined for types that hold no numbers. `written`: the column's type as the file has it. */
export function unitsOf(type: ColumnType, written: string): Units | undefined {
  if (isTime(type)) return timeUnits(type)
  switch (type.kind) {
    case 'String':
    case 'FixedString':
    case 'UUID':
    case 'IPv6':
    case 'Nullable':
    case 'LowCardinality':
    case 'Array':
    case 'Tuple':
    case 'Map':
      return undefined
    default:
      return numberUnits(type, written)
  }
}

type TimeType = Extract<ColumnType, { kind: 'DateTime' | 'DateTime64' }> | { readonly kind: 'Date' | 'Date32' }

export function isTime(type: ColumnType): type is TimeType {
  return ['Date', 'Date32', 'DateTime', 'DateTime64'].includes(type.kind)
}

function numberUnits(type: ColumnType, written: string): Units {
  const [name, digits] = 'scale' in type ? (/Decimal\((\d+)[^)]*\)/.exec(written) ?? []) : []
  const range = numberRange(type)
  const max = Math.min(10 ** Number(digits) - 1, range?.max ?? 0)
  const scale = 'scale' in type ? type.scale : 0
  const of = (written: Written, spot: Spot): number | undefined => {
    if (typeof written === 'string') {
      spot.report(`a time cannot stand for ${typeName(type)}: it must be a number`)
      return undefined
    }
    return scaled(written, scale)
  }
  return {
    of,
    widthOf: of,
    range: digits === undefined ? range : { min: -max, max },
    isWhole: type.kind !== 'Float32' && type.kind !== 'Float64',
    isMoments: false,
    holder: name ?? typeName(type),
    show: (value) => String(value / 10 ** scale),
  }
}

/** 0.07 in hundredths is 7, which a float does not know. */
function scaled(value: number, scale: number): number {
  const inUnits = value * 10 ** scale
  const whole = Math.round(inUnits)
  return Math.abs(inUnits - whole) < 1e-9 * Math.max(1, Math.abs(whole)) ? whole : inUnits
}

function timeUnits(type: TimeType): Units {
  const unitsOfMs = (ms: number): number =>
    Math.floor(type.kind === 'DateTime64' ? ms * tickFactor(type) : ms / unitMs(type))
  return {
    of(written, spot) {
      if (typeof written === 'string') return unitsOfMs(Date.parse(written))
      spot.report(`a number cannot stand for ${typeName(type)}: it must be a day such as 2024-01-31, or a moment`)
      return undefined
    },
    widthOf(written, spot) {
      if (typeof written === 'string') return unitsOfMs(durationMs(written))
      spot.report('a number says no duration: it must be one such as 12h or 30d')
      return undefined
    },
    range: timeRange(type, unitsOfMs),
    isWhole: true,
    isMoments: true,
    holder: typeName(type),
    show: (value) =>
      new Date(type.kind === 'DateTime64' ? value / tickFactor(type) : value * unitMs(type)).toISOString(),
  }
}

function unitMs(type: TimeType): number {
  return type.kind === 'DateTime' ? 1000 : 86_400_000
}

function tickFactor({ precision }: Extract<ColumnType, { kind: 'DateTime64' }>): number {
  return 10 ** (precision - 3)
}

/** A DateTime64 of nanoseconds counts further than a number does. */
function timeRange(type: TimeType, unitsOfMs: (ms: number) => number): NumberRange | undefined {
  const range = numberRange(type)
  if (type.kind !== 'DateTime64' || range === undefined) return range
  return {
    min: Math.max(range.min, unitsOfMs(Date.UTC(1900, 0, 1))),
    max: Math.min(range.max, unitsOfMs(Date.UTC(2300, 0, 1)) - 1),
  }
}
