// Latencies in whole milliseconds, from 1 on, to three digits.
import { build, type Histogram } from 'hdr-histogram-js'

export interface LatencyQuantiles {
  readonly p50: number
  readonly p99: number
}

export class LatencyHistogram {
  readonly #histogram: Histogram
  readonly #msMax: number

  /** What takes longer than `msMax` counts as that. */
  constructor(msMax: number) {
    this.#msMax = msMax
    this.#histogram = build({
      lowestDiscernibleValue: 1,
      highestTrackableValue: msMax,
      numberOfSignificantValueDigits: 3,
    })
  }

  record(ms: number): void {
    this.#histogram.recordValue(Math.min(this.#msMax, Math.max(1, Math.round(ms))))
  }

  /** 0 when nothing was recorded, as the others are. */
  get quantiles(): LatencyQuantiles {
    return { p50: this.#histogram.getValueAtPercentile(50), p99: this.#histogram.getValueAtPercentile(99) }
  }

  get maxMs(): number {
    return this.#histogram.maxValue
  }

  get minMs(): number {
    return this.#histogram.minNonZeroValue
  }
}
