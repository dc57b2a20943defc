// How the times of a column are counted.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'

/** Ticks = floor(milliseconds / divisor) × factor. */
export interface TickScale {
  readonly divisor: number
  readonly factor: number
}

/** Undefined for a type that holds no time. */
export function tickScale(type: ColumnType): TickScale | undefined {
  switch (type.kind) {
    case 'DateTime64':
      return { divisor: 10 ** Math.max(0, 3 - type.precision), factor: 10 ** Math.max(0, type.precision - 3) }
    case 'DateTime':
      return { divisor: 1000, factor: 1 }
    case 'Date':
    case 'Date32':
      return { divisor: 86_400_000, factor: 1 }
    default:
      return undefined
  }
}
