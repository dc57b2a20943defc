// NULL for a share of the slots, else what another sampler draws.
import type { ColumnSampler } from './drawn-column.ts'

export function nullableSampler(nullShare: number, of: ColumnSampler, slotCountMax: number): ColumnSampler {
  const nulls = new Uint8Array(slotCountMax)
  const nullBelow = nullShare * 2 ** 32
  return {
    drawn: { layout: 'nullable', nulls, of: of.drawn },
    draw(context) {
      const { from, to, random } = context
      const words = random.next(to - from)
      for (let slot = from; slot < to; slot++) nulls[slot] = (words[slot - from] ?? 0) < nullBelow ? 1 : 0
      of.draw(context)
    },
  }
}
