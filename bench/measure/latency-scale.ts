// The buckets that latencies are counted in, ten to a decade: numbered, each reaching a quarter further than the one before.

const bucketsPerDecade = 10

/** The first whose upper end is not below: ends are rounded, so the logarithm alone may be one off. */
export function bucketOf(ms: number): number {
  let bucket = Math.floor(Math.log10(Math.max(ms, 0.001)) * bucketsPerDecade)
  while (upperMs(bucket) < ms) bucket++
  return bucket
}

/** To three digits. */
export function upperMs(bucket: number): number {
  return Number((10 ** (bucket / bucketsPerDecade)).toPrecision(3))
}
