// Turns a distribution into a tight loop from random words to numbers. It promises no allocation, and no transcendental
// function per number but in the tail of Zipf: normal and log-normal values come from a table of quantiles, with straight lines
// between them.
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { normalQuantile } from './normal-quantile.ts'

/** Writes one number to `values` for each of `words[0 … count - 1]`. */
export type Sampler = (words: Uint32Array, values: Float64Array, count: number) => void

const wordValues = 2 ** 32
const tableBits = 12
const tableSize = 1 << tableBits
const cellBits = 32 - tableBits
const cellSize = 2 ** cellBits
const tailShareMin = 2 ** -20
/** Ranks of Zipf whose shares are exact. */
const zipfHeadMax = 4096

/** `integral`: whole numbers only, the range's ends included. */
export function compileDistribution(distribution: Distribution, integral: boolean): Sampler {
  switch (distribution.shape) {
    case 'uniform':
      return uniformSampler(distribution.min, distribution.max, integral)
    case 'power':
      return powerSampler(distribution.first, distribution.count, distribution.skew)
    case 'normal':
      return quantileSampler(normalQuantiles(distribution), integral)
    case 'log-normal':
      return quantileSampler(logNormalQuantiles(distribution.median, distribution.sigma, distribution.max), integral)
    case 'zipf':
      return zipfSampler(distribution.first, distribution.count, distribution.exponent)
    case 'quantiles':
      return pointsSampler(distribution.points, integral)
  }
}

/** Mean of the distribution, from its own sampler over evenly spaced words. */
export function distributionMean(distribution: Distribution): number {
  const count = 1 << 14
  const words = Uint32Array.from({ length: count }, (_, i) => ((i + 0.5) / count) * wordValues)
  const values = new Float64Array(count)
  compileDistribution(distribution, false)(words, values, count)
  return values.reduce((total, value) => total + value, 0) / count
}

function uniformSampler(min: number, max: number, integral: boolean): Sampler {
  const scale = (integral ? max - min + 1 : max - min) / wordValues
  if (!integral) {
    return (words, values, count) => {
      for (let i = 0; i < count; i++) values[i] = min + (words[i] ?? 0) * scale
    }
  }
  return (words, values, count) => {
    for (let i = 0; i < count; i++) values[i] = min + Math.floor((words[i] ?? 0) * scale)
  }
}

function powerSampler(first: number, rankCount: number, skew: 2 | 3 | 4): Sampler {
  return (words, values, count) => {
    for (let i = 0; i < count; i++) {
      const u = (words[i] ?? 0) / wordValues
      const square = u * u
      const raised = skew === 2 ? square : skew === 3 ? square * u : square * square
      values[i] = first + Math.floor(rankCount * raised)
    }
  }
}

function logNormalQuantiles(median: number, sigma: number, max: number): Float64Array {
  return quantilesOf((share) => Math.min(max, median * Math.exp(sigma * normalQuantile(share))))
}

function normalQuantiles({ mean, deviation, min, max }: Extract<Distribution, { shape: 'normal' }>): Float64Array {
  return quantilesOf((share) => Math.min(max, Math.max(min, mean + deviation * normalQuantile(share))))
}

/** Values at the shares 0/4096, 1/4096 … 4096/4096, the ends taken a millionth inside. */
function quantilesOf(quantile: (share: number) => number): Float64Array {
  return Float64Array.from({ length: tableSize + 1 }, (_, i) =>
    quantile(Math.min(Math.max(i / tableSize, tailShareMin), 1 - tailShareMin)),
  )
}

function quantileSampler(quantiles: Float64Array, integral: boolean): Sampler {
  return (words, values, count) => {
    for (let i = 0; i < count; i++) {
      const word = words[i] ?? 0
      const cell = word >>> cellBits
      const low = quantiles[cell] ?? 0
      const value = low + (((quantiles[cell + 1] ?? 0) - low) * (word & (cellSize - 1))) / cellSize
      values[i] = integral ? Math.floor(value + 0.5) : value
    }
  }
}

/**
 * The n-th of `count` ranks with weight 1 / n^exponent: the first by their exact shares, which a table has, those after them by the
 * inverse of the integral over x^-exponent.
 */
function zipfSampler(first: number, rankCount: number, exponent: number): Sampler {
  const headCount = Math.min(rankCount, zipfHeadMax)
  const cumulative = new Float64Array(headCount)
  let total = 0
  for (let rank = 0; rank < headCount; rank++) cumulative[rank] = total += (rank + 1) ** -exponent
  const tailFrom = headCount + 0.5
  const tailTo = rankCount + 0.5
  const power = 1 - exponent
  const isLogarithmic = Math.abs(power) < 1e-9
  const fromPower = isLogarithmic ? Math.log(tailFrom) : tailFrom ** power
  const toPower = isLogarithmic ? Math.log(tailTo) : tailTo ** power
  const tail = rankCount === headCount ? 0 : isLogarithmic ? toPower - fromPower : (toPower - fromPower) / power
  const scale = (total + tail) / wordValues
  const inverse = 1 / power
  const guide = guideOf(cumulative, scale)

  return (words, values, count) => {
    for (let i = 0; i < count; i++) {
      const word = words[i] ?? 0
      const target = word * scale
      if (target < total) {
        let rank = guide[word >>> cellBits] ?? 0
        while ((cumulative[rank] ?? Infinity) <= target) rank++
        values[i] = first + rank
      } else {
        const raised = fromPower + (toPower - fromPower) * ((target - total) / tail)
        const rank = Math.floor((isLogarithmic ? Math.exp(raised) : raised ** inverse) + 0.5) - 1
        values[i] = first + Math.min(rankCount - 1, rank)
      }
    }
  }
}

/** For each cell of words, the first rank that one of them may have. */
function guideOf(cumulative: Float64Array, scale: number): Uint32Array {
  const guide = new Uint32Array(tableSize)
  let rank = 0
  for (let cell = 0; cell < tableSize; cell++) {
    while (rank < cumulative.length - 1 && (cumulative[rank] ?? 0) <= cell * cellSize * scale) rank++
    guide[cell] = rank
  }
  return guide
}

function pointsSampler(points: readonly (readonly [share: number, value: number])[], integral: boolean): Sampler {
  const shares = Float64Array.from(points, ([share]) => share * wordValues)
  const at = Float64Array.from(points, ([, value]) => value)
  const slopes = Float64Array.from(points, (_, i) => {
    const width = (shares[i + 1] ?? 0) - (shares[i] ?? 0)
    return width > 0 ? ((at[i + 1] ?? 0) - (at[i] ?? 0)) / width : 0
  })
  const lastPiece = points.length - 2
  const guide = guideOf(shares.subarray(1), 1)
  return (words, values, count) => {
    for (let i = 0; i < count; i++) {
      const word = words[i] ?? 0
      let piece = guide[word >>> cellBits] ?? 0
      while (piece < lastPiece && (shares[piece + 1] ?? 0) <= word) piece++
      const value = (at[piece] ?? 0) + (word - (shares[piece] ?? 0)) * (slopes[piece] ?? 0)
      values[i] = integral ? Math.floor(value + 0.5) : value
    }
  }
}
