// Numbers: of a distribution, or the row's own number in the dataset.
import type { Sampler } from '../distribution/sampler.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function numberSampler(sampler: Sampler, slotCountMax: number): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ from, to, random }) {
      sampler(random.next(to - from), values, from, to)
    },
  }
}

export function sequenceSampler(first: number, slotCountMax: number): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ from, to, firstRow }) {
      for (let slot = from; slot < to; slot++) values[slot] = first + firstRow + slot
    },
  }
}
