// Numbers that are computed from the row's other columns, in the units and within the range of the column's type.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { numberRange, type NumberRange } from '@millrace/schemas/column/number-range.ts'
import type { Vector } from '../formula/compile-formula.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function formulaSampler(vector: Vector, type: ColumnType, slotCountMax: number): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  const range = numberRange(type)
  const scale = 'scale' in type ? 10 ** type.scale : 1
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ from, to }) {
      const computed = vector(from, to - from)
      if (range === undefined) values.set(computed.subarray(0, to - from), from)
      else roundWithin(computed, scale, range, values, from, to)
    },
  }
}

function roundWithin(
  computed: Float64Array,
  scale: number,
  { min, max }: NumberRange,
  values: Float64Array,
  from: number,
  to: number,
): void {
  for (let slot = from; slot < to; slot++)
    values[slot] = within(Math.round((computed[slot - from] ?? 0) * scale), min, max)
}

/** What is no number (a division of 0 by 0) is 0. */
function within(value: number, min: number, max: number): number {
  return Number.isNaN(value) ? Math.max(0, min) : Math.min(max, Math.max(min, value))
}
