// How often each value of a pool comes, relative to the others.
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'

export function poolWeights(weights: PoolWeights, valueCount: number): Float64Array {
  const restShare = shareOfRest(weights, valueCount)
  return Float64Array.from({ length: valueCount }, (_, value) => weightOf(weights, value, restShare))
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
