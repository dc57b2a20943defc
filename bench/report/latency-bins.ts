// Latencies in bins that are equally wide on a logarithmic axis, ten to a decade.

export interface LatencyBin {
  readonly fromMs: number
  readonly toMs: number
  readonly count: number
}

const binsPerDecade = 10

/**
 * `histogram`: upper ends of buckets in milliseconds, and how many inserts fell into each. Bins without inserts between
 * others are there too. A bucket that is wider than a bin falls into the bin of its upper end.
 */
export function latencyBins(histogram: readonly (readonly [upToMs: number, count: number])[]): LatencyBin[] {
  const counts = new Map<number, number>()
  for (const [upToMs, count] of histogram) {
    if (count === 0) continue
    const bin = Math.ceil(binsPerDecade * Math.log10(Math.max(upToMs, 1e-3)) - 1e-9)
    counts.set(bin, (counts.get(bin) ?? 0) + count)
  }
  if (counts.size === 0) return []
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())]
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    fromMs: 10 ** ((first + index - 1) / binsPerDecade),
    toMs: 10 ** ((first + index) / binsPerDecade),
    count: counts.get(first + index) ?? 0,
  }))
}
