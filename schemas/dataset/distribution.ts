// How a number is spread, as plain values: what a dataset definition says and the generator compiles.

export type Distribution =
  /** Every integer from `min` to `max` (both included) equally often; for floats, every value between them. */
  | { readonly shape: 'uniform'; readonly min: number; readonly max: number }
  /** The bell curve: `deviation` is its standard deviation; cut at `min` and `max`. */
  | {
      readonly shape: 'normal'
      readonly mean: number
      readonly deviation: number
      readonly min: number
      readonly max: number
    }
  /** exp(normal): half lies below `median`; `sigma` is the standard deviation of the logarithm; cut at `max`. */
  | { readonly shape: 'log-normal'; readonly median: number; readonly sigma: number; readonly max: number }
  /** Ranks `first … first + count - 1`, heavy-tailed: rank = count · u^skew for u uniform in [0, 1). */
  | { readonly shape: 'power'; readonly first: number; readonly count: number; readonly skew: 2 | 3 | 4 }
  /** Ranks `first … first + count - 1`: the n-th of them has weight 1 / n^exponent. */
  | { readonly shape: 'zipf'; readonly first: number; readonly count: number; readonly exponent: number }
  /**
   * As measured: `[share, value]`, both rising, from share 0 to share 1, with straight lines between. Two points of one value are
   * a value that so many rows have; two points of one share are a gap that no row lies in.
   */
  | { readonly shape: 'quantiles'; readonly points: readonly (readonly [share: number, value: number])[] }

/** Which values of a pool come up how often. */
export type PoolWeights =
  | { readonly shape: 'even' }
  /** Relative weights, one for each value, in order. */
  | { readonly shape: 'weighted'; readonly weights: readonly number[] }
  /** The n-th value has weight 1 / n^exponent. */
  | { readonly shape: 'zipf'; readonly exponent: number }
  /** Shares of the first values, in order; the others share what is left evenly. */
  | { readonly shape: 'top'; readonly shares: readonly number[] }
  /** One after the other, by the row's number in the whole dataset; then from the first again. */
  | { readonly shape: 'in-turn' }

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
