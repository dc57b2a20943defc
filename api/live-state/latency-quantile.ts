// A quantile from counts by bucket, as good as buckets allow: within its bucket, latencies are taken as evenly spread.

/** Null when nothing was counted. Beyond the last bound, nothing is known but that bound. */
export function latencyQuantile(
  boundsSeconds: readonly number[],
  counts: readonly number[],
  quantile: number,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const rank = quantile * total
  let [below, lowerSeconds] = [0, 0]
  for (const [index, upperSeconds] of boundsSeconds.entries()) {
    const count = counts[index] ?? 0
    if (count > 0 && below + count >= rank) {
      return lowerSeconds + (upperSeconds - lowerSeconds) * ((rank - below) / count)
    }
    below += count
    lowerSeconds = upperSeconds
  }
  return lowerSeconds
}
