// Numbers: of a distribution, or the row's own number in the dataset.
import type { Sampler } from '../distribution/sampler.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function numberSampler(sampler: Sampler, slotCountMax: number): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ slotCount, words }) {
      sampler(words(slotCount), values, slotCount)
    },
  }
}

export function sequenceSampler(first: number, slotCountMax: number): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ slotCount, firstRow }) {
      for (let slot = 0; slot < slotCount; slot++) values[slot] = first + firstRow + slot
    },
  }
}
