// How often the values of a pool come up, as the generator takes it.
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import type { Spot } from '../problems/problem.ts'

interface WeightsFile {
  readonly zipf?: number | undefined
  readonly top?: readonly number[] | undefined
}

/** Undefined once it is reported what is wrong. */
export function compileWeights({ zipf, top }: WeightsFile, valueCount: number, spot: Spot): PoolWeights | undefined {
  if (zipf !== undefined && top !== undefined) {
    spot.at('top').report('give either zipf or top, not both', 'key')
    return undefined
  }
  if (zipf !== undefined) return { shape: 'zipf', exponent: zipf }
  if (top === undefined) return { shape: 'even' }
  if (top.length > valueCount) {
    spot.at('top').report(`it has ${top.length} shares for ${valueCount} values`)
    return undefined
  }
  const total = top.reduce((sum, share) => sum + share, 0)
  if (total > 1 + 1e-9) {
    spot.at('top').report(`the shares come to ${total}: together they are at most 1`)
    return undefined
  }
  return { shape: 'top', shares: top }
}

/** Zipf over more values than these is not written out as weights. */
const writtenOutMax = 10_000

/** The same with one value, NULL, before them, which has a share of its own. */
export function weightsWithNull(
  weights: PoolWeights,
  valueCount: number,
  nullShare: number,
  spot: Spot,
): PoolWeights | undefined {
  const rest = 1 - nullShare
  switch (weights.shape) {
    case 'even':
      return { shape: 'top', shares: [nullShare] }
    case 'top':
      return { shape: 'top', shares: [nullShare, ...weights.shares.map((share) => share * rest)] }
    case 'in-turn':
      spot.at('nulls').report('values in turn may have null among them: leave this out', 'key')
      return undefined
    case 'weighted':
      return withShare(weights.weights, nullShare)
    case 'zipf': {
      if (valueCount > writtenOutMax) {
        spot.at('zipf').report(`with nulls of a LowCardinality it is for at most ${writtenOutMax} values: use top`)
        return undefined
      }
      return withShare(
        Array.from({ length: valueCount }, (_, i) => (i + 1) ** -weights.exponent),
        nullShare,
      )
    }
  }
}

function withShare(weights: readonly number[], nullShare: number): PoolWeights {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return { shape: 'weighted', weights: [nullShare, ...weights.map((weight) => (weight / total) * (1 - nullShare))] }
}
