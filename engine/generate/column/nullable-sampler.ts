// NULL for a share of the slots, else what another sampler draws.
import { wordValues } from '../distribution/sampler.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function nullableSampler(nullShare: number, of: ColumnSampler, slotCountMax: number): ColumnSampler {
  const nulls = new Uint8Array(slotCountMax)
  const nullBelow = Math.ceil(nullShare * wordValues)
  return {
    drawn: { layout: 'nullable', nulls, of: of.drawn },
    draw(context) {
      const { from, to, random } = context
      markNulls(random.next(to - from), nullBelow, nulls, from, to)
      of.draw(context)
    },
  }
}

// A function of its own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function markNulls(words: Uint32Array, nullBelow: number, nulls: Uint8Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot++) nulls[slot] = (words[slot - from] ?? 0) < nullBelow ? 1 : 0
}
