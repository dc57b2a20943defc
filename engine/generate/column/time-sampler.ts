// The row's time, or a time some while after it, in the ticks of the column's type.
import type { Sampler } from '../distribution/compile-distribution.ts'
import type { ColumnSampler } from './drawn-column.ts'

/** Ticks = floor(milliseconds / divisor) × factor. */
export interface TickScale {
  readonly divisor: number
  readonly factor: number
}

export function timeSampler(scale: TickScale, slotCountMax: number, delayMs?: Sampler): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  const { divisor, factor } = scale
  return {
    drawn: { layout: 'numbers', values, factor },
    draw({ slotCount, timesMs, words }) {
      if (delayMs === undefined) values.fill(0, 0, slotCount)
      else delayMs(words(slotCount), values, slotCount)
      for (let slot = 0; slot < slotCount; slot++) {
        values[slot] = Math.floor(((timesMs[slot] ?? 0) + (values[slot] ?? 0)) / divisor)
      }
    },
  }
}
