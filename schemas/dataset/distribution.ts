// How a number is spread, as plain values: what a dataset definition says and the generator compiles.

export type Distribution =
  /** Every integer from `min` to `max` (both included) equally often; for floats, every value between them. */
  | { readonly shape: 'uniform'; readonly min: number; readonly max: number }
  /** exp(normal): half lies below `median`; `sigma` is the standard deviation of the logarithm; cut at `max`. */
  | { readonly shape: 'log-normal'; readonly median: number; readonly sigma: number; readonly max: number }
  /** Ranks `first … first + count - 1`, heavy-tailed: rank = count · u^skew for u uniform in [0, 1). */
  | { readonly shape: 'power'; readonly first: number; readonly count: number; readonly skew: 2 | 3 | 4 }

/** Which values of a pool come up how often. */
export type PoolWeights =
  | { readonly shape: 'even' }
  /** Relative weights, one for each value, in order. */
  | { readonly shape: 'weighted'; readonly weights: readonly number[] }
  /** The n-th value has weight 1 / n^exponent. */
  | { readonly shape: 'zipf'; readonly exponent: number }

export const uniform = (min: number, max: number): Distribution => ({ shape: 'uniform', min, max })
export const logNormal = (median: number, sigma: number, max: number): Distribution => ({
  shape: 'log-normal',
  median,
  sigma,
  max,
})
export const power = (count: number, skew: 2 | 3 | 4, first = 1): Distribution => ({
  shape: 'power',
  first,
  count,
  skew,
})
