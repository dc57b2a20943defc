// Latencies in bins that are equally wide on a logarithmic axis: the buckets that they were counted in.
import { bucketOf, upperMs } from '../measure/latency-scale.ts'

export interface LatencyBin {
  readonly fromMs: number
  readonly toMs: number
  readonly count: number
}

/**
 * `histogram`: upper ends of buckets in milliseconds, and how many inserts fell into each. Bins without inserts between
 * others are there too. A bucket that is wider than a bin falls into the bin of its upper end.
 */
export function latencyBins(histogram: readonly (readonly [upToMs: number, count: number])[]): LatencyBin[] {
  const counts = new Map<number, number>()
  for (const [upToMs, count] of histogram) {
    if (count === 0) continue
    const bin = bucketOf(upToMs)
    counts.set(bin, (counts.get(bin) ?? 0) + count)
  }
  if (counts.size === 0) return []
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())]
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    fromMs: upperMs(first + index - 1),
    toMs: upperMs(first + index),
    count: counts.get(first + index) ?? 0,
  }))
}
