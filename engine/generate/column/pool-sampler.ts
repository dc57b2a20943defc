// Draws values of a fixed pool by their weights, or takes them in turn.
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import { poolPicker } from '../pool/pool-picker.ts'
import { poolWeights } from '../pool/pool-weights.ts'
import type { ValuePool } from '../pool/value-pool.ts'
import type { ColumnSampler } from './drawn-column.ts'

export function poolSampler(pool: ValuePool, weights: PoolWeights, slotCountMax: number): ColumnSampler {
  if (weights.shape === 'in-turn') return inTurnSampler(pool, slotCountMax)
  const pick = poolPicker(poolWeights(weights, pool.values.length))
  const codes = new Uint32Array(slotCountMax)
  return {
    drawn: { layout: 'codes', codes, pool },
    draw({ from, to, random }) {
      if (pool.values.length === 1) return // all codes are 0 from the start
      pick(random.next(to - from), codes, from, to)
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
