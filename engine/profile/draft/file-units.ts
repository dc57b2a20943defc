// Numbers of the generator in the units that people write in a dataset file: durations, days and moments, decimals.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'

const unitsMs: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
]
const decimalsMax = 3
const dayMs = 86_400_000

/** In the largest unit in which it is a short number: 90000 is 1.5m, 1234 is 1.234s. */
export function durationText(ms: number): string {
  const whole = Math.round(ms)
  for (const [unit, unitMs] of unitsMs) {
    const value = whole / unitMs
    if (value >= 1 && isShort(value)) return `${value}${unit}`
  }
  return `${whole}ms`
}

export function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** Without the fraction of a second where there is none. */
export function momentText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

/** How a number of the generator is written for a column of the type: as a day, a moment, a decimal, or as it is. */
export function fileUnit(type: ColumnType): (value: number) => number | string {
  switch (type.kind) {
    case 'Nullable':
    case 'LowCardinality':
      return fileUnit(type.inner)
    case 'Date':
    case 'Date32':
      return (days) => dayText(days * dayMs)
    case 'DateTime':
      return (seconds) => momentText(seconds * 1000)
    case 'DateTime64':
      return (ticks) => momentText(ticks / 10 ** (type.precision - 3))
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return (units) => Number((units / 10 ** type.scale).toFixed(type.scale))
    default:
      return (value) => value
  }
}

function isShort(value: number): boolean {
  return Math.abs(value - Number(value.toFixed(decimalsMax))) < 1e-9
}
