// What single latencies say together: quantiles, and how many fall into buckets that each reach a quarter further.
import type { RunResult } from '../report/bench-report.ts'
import { bucketOf, upperMs } from './latency-scale.ts'

interface Latencies {
  readonly insertLatencyMs: NonNullable<RunResult['insertLatencyMs']>
  readonly latencyHistogram: NonNullable<RunResult['latencyHistogram']>
}

/** Throws a RangeError without any. Buckets run from the first to the last that is not empty, without a gap. */
export function latencyBuckets(latenciesMs: readonly number[]): Latencies {
  const sorted = latenciesMs.toSorted((a, b) => a - b)
  const [min, max] = [sorted.at(0), sorted.at(-1)]
  if (min === undefined || max === undefined) throw new RangeError('there are no latencies')
  const counts = new Map<number, number>()
  for (const ms of sorted) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1)
  const latencyHistogram: [number, number][] = []
  for (let bucket = bucketOf(min); bucket <= bucketOf(max); bucket++) {
    latencyHistogram.push([upperMs(bucket), counts.get(bucket) ?? 0])
  }
  const quantile = (share: number): number => roundMs(sorted[Math.ceil(share * sorted.length) - 1] ?? max)
  return {
    insertLatencyMs: { p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99), max: roundMs(max) },
    latencyHistogram,
  }
}

function roundMs(ms: number): number {
  return Math.round(ms * 100) / 100
}
