// What a stream did, as one object for programs.
import type { EventStream } from './event-stream.ts'
import type { StreamOptions } from './stream-options.ts'

export interface StreamReport {
  readonly via: string
  readonly rate: number
  readonly sent: number
  /** Due within the seconds asked for, and not sent: the receiver, or this process, was too slow. */
  readonly unsent: number
  readonly accepted: number
  readonly rejected: number
  readonly seconds: number
  /** Of those accepted. */
  readonly eventsPerSecond: number
  /** From when a request's last event was due to its answer. */
  readonly acknowledgedMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly retries: number
  readonly duplicateRequests: number
  readonly late: number
}

export function streamReport(stream: EventStream, { via, rate }: StreamOptions, seconds: number): StreamReport {
  const { sent, accepted, rejected, retries, duplicateRequests, late, latency } = stream
  return {
    via,
    rate,
    sent,
    unsent: stream.unsent,
    accepted,
    rejected,
    seconds: Number(seconds.toFixed(3)),
    eventsPerSecond: Math.round(accepted / seconds),
    acknowledgedMs: { ...latency.quantiles, max: latency.maxMs },
    retries,
    duplicateRequests,
    late,
  }
}
