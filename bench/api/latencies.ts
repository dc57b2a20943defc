// Latencies of one measurement, and the figures people ask for.
import { build, type Histogram } from 'hdr-histogram-js'

const microsecondsPerMs = 1000

export class Latencies {
  readonly #microseconds: Histogram = build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 })

  recordMs(latencyMs: number): void {
    this.#microseconds.recordValue(Math.max(1, Math.round(latencyMs * microsecondsPerMs)))
  }

  get count(): number {
    return this.#microseconds.totalCount
  }

  percentileMs(percentile: number): number {
    return this.#microseconds.getValueAtPercentile(percentile) / microsecondsPerMs
  }

  /** `p50 1.2 ms · p95 3.4 ms · p99 5.6 ms` */
  summary(): string {
    return [50, 95, 99].map((percentile) => `p${percentile} ${this.percentileMs(percentile).toFixed(2)} ms`).join(' · ')
  }
}
