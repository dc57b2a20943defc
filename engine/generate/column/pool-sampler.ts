// Draws values of a fixed pool by their weights, or takes them in turn.
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import { pickTable } from '../pool/pick-table.ts'
import type { ValuePool } from '../pool/value-pool.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function poolSampler(pool: ValuePool, weights: PoolWeights, slotCountMax: number): ColumnSampler {
  if (weights.shape === 'in-turn') return inTurnSampler(pool, slotCountMax)
  const table = pickTable(weights, pool.values.length)
  const shift = 32 - Math.log2(table.length)
  const codes = new Uint32Array(slotCountMax)
  return {
    drawn: { layout: 'codes', codes, pool },
    draw({ from, to, random }) {
      if (pool.values.length === 1) return // all codes are 0 from the start
      const words = random.next(to - from)
      for (let slot = from; slot < to; slot++) codes[slot] = table[(words[slot - from] ?? 0) >>> shift] ?? 0
    },
  }
}

function inTurnSampler(pool: ValuePool, slotCountMax: number): ColumnSampler {
  const codes = new Uint32Array(slotCountMax)
  return {
    drawn: { layout: 'codes', codes, pool },
    draw({ from, to, firstRow }) {
      for (let slot = from; slot < to; slot++) codes[slot] = (firstRow + slot) % pool.values.length
    },
  }
}
