// A distribution in a dataset file's own words, its values in the unit of its column.
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'

export type SpreadFile<Value> =
  | { from: 'uniform'; min: Value; max: Value }
  | { from: 'normal'; mean: Value; deviation: Value; min?: Value; max?: Value }
  | { from: 'log-normal'; median: Value; sigma: number; max: Value }
  | { from: 'quantiles'; points: [share: number, value: Value][] }

export type RanksFile =
  | { from: 'zipf'; count: number; first: number; exponent: number }
  | { from: 'power'; count: number; first: number; skew: 2 | 3 | 4 }

/** Throws `RangeError` for ranks, which are numbers and nothing else. */
export function fileSpread<Value>(distribution: Distribution, unit: (value: number) => Value): SpreadFile<Value> {
  switch (distribution.shape) {
    case 'uniform':
      return { from: 'uniform', min: unit(distribution.min), max: unit(distribution.max) }
    case 'normal': {
      const { mean, deviation, min, max } = distribution
      return { from: 'normal', mean: unit(mean), deviation: unit(deviation), min: unit(min), max: unit(max) }
    }
    case 'log-normal': {
      const { median, sigma, max } = distribution
      return { from: 'log-normal', median: unit(median), sigma, max: unit(max) }
    }
    case 'quantiles':
      return { from: 'quantiles', points: distribution.points.map(([share, value]) => [share, unit(value)]) }
    case 'power':
    case 'zipf':
      throw new RangeError(`a dataset file has no ${distribution.shape} of anything but numbers`)
  }
}

export function fileNumbers<Value>(
  distribution: Distribution,
  unit: (value: number) => Value,
): SpreadFile<Value> | RanksFile {
  switch (distribution.shape) {
    case 'power': {
      const { count, first, skew } = distribution
      return { from: 'power', count, first: Number(unit(first)), skew }
    }
    case 'zipf': {
      const { count, first, exponent } = distribution
      return { from: 'zipf', count, first: Number(unit(first)), exponent }
    }
    default:
      return fileSpread(distribution, unit)
  }
}
