// Turns a distribution into a tight loop from random words to numbers. It promises no allocation, and no transcendental
// function per number but in the tail of Zipf: normal and log-normal values come from a table of quantiles, with straight lines
// between them.
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { normalQuantile } from './normal-quantile.ts'
import { pointsSampler } from './points-sampler.ts'
import { cellBits, cellSize, roundAll, tableSize, wordValues, type Sampler } from './sampler.ts'
import { zipfSampler } from './zipf-sampler.ts'

const tailShareMin = 2 ** -20

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

/** Of mean 1. */
export function exponentialSampler(): Sampler {
  return quantileSampler(
    quantilesOf((share) => -Math.log(1 - share)),
    false,
  )
}

/** Mean of the distribution, from its own sampler over evenly spaced words. */
export function distributionMean(distribution: Distribution): number {
  const count = 1 << 14
  const words = Uint32Array.from({ length: count }, (_, i) => ((i + 0.5) / count) * wordValues)
  const values = new Float64Array(count)
  compileDistribution(distribution, false)(words, values, 0, count)
  return values.reduce((total, value) => total + value, 0) / count
}

function uniformSampler(min: number, max: number, integral: boolean): Sampler {
  const scale = (integral ? max - min + 1 : max - min) / wordValues
  if (!integral) {
    return (words, values, from, to) => {
      for (let i = from; i < to; i++) values[i] = min + (words[i - from] ?? 0) * scale
    }
  }
  return (words, values, from, to) => {
    for (let i = from; i < to; i++) values[i] = min + Math.floor((words[i - from] ?? 0) * scale)
  }
}

function powerSampler(first: number, rankCount: number, skew: 2 | 3 | 4): Sampler {
  return (words, values, from, to) => {
    for (let i = from; i < to; i++) {
      const u = (words[i - from] ?? 0) / wordValues
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
  return (words, values, from, to) => {
    drawQuantiles(quantiles, words, values, from, to)
    if (integral) roundAll(values, from, to)
  }
}

// Functions of their own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function drawQuantiles(
  quantiles: Float64Array,
  words: Uint32Array,
  values: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const word = words[i - from] ?? 0
    const cell = word >>> cellBits
    const low = quantiles[cell] ?? 0
    values[i] = low + (((quantiles[cell + 1] ?? 0) - low) * (word & (cellSize - 1))) / cellSize
  }
}
