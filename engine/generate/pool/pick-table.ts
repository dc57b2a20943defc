// Weights as a table from random bits to values: one look-up picks a value. Shares are exact to one part in the table's size.
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'

const smallPoolMax = 4096
const smallTableBits = 16
const largeTableBits = 20

/** Value numbers, each as often as its weight says; its length is a power of two. */
export function pickTable(weights: PoolWeights, valueCount: number): Uint32Array {
  const table = new Uint32Array(2 ** (valueCount <= smallPoolMax ? smallTableBits : largeTableBits))
  const restShare = shareOfRest(weights, valueCount)
  const relative = Float64Array.from({ length: valueCount }, (_, value) => weightOf(weights, value, restShare))
  const total = relative.reduce((sum, weight) => sum + weight, 0)
  let cumulative = 0
  let filled = 0
  relative.forEach((weight, value) => {
    cumulative += weight
    const end = Math.round((cumulative / total) * table.length)
    table.fill(value, filled, end)
    filled = end
  })
  return table
}

/** Of each value that `top` has no share of. */
function shareOfRest(weights: PoolWeights, valueCount: number): number {
  if (weights.shape !== 'top') return 0
  const given = weights.shares.reduce((sum, share) => sum + share, 0)
  return Math.max(0, 1 - given) / Math.max(1, valueCount - weights.shares.length)
}

function weightOf(weights: PoolWeights, value: number, restShare: number): number {
  switch (weights.shape) {
    case 'even':
    case 'in-turn':
      return 1
    case 'weighted':
      return weights.weights[value] ?? 0
    case 'zipf':
      return 1 / (value + 1) ** weights.exponent
    case 'top':
      return weights.shares[value] ?? restShare
  }
}
