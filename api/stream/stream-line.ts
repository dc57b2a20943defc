// One line that says how a stream goes. Its rate is that of the time since the line before.
import { formatCount, formatRate } from '@millrace/engine/progress/format-progress.ts'
import type { EventStream } from './event-stream.ts'

export function streamLine(stream: EventStream, nowMs: () => number): () => string {
  let last = { accepted: 0, atMs: nowMs() }
  return () => {
    const { accepted, latency, requestsInFlight, behind, retries, rejected } = stream
    const { p50, p99 } = latency.quantiles
    const now = { accepted, atMs: nowMs() }
    const perSecond = ((now.accepted - last.accepted) / Math.max(1, now.atMs - last.atMs)) * 1000
    last = now
    return [
      `${formatCount(accepted)} events taken`,
      `${formatRate(perSecond)} now`,
      `acknowledged p50 ${p50} ms, p99 ${p99} ms`,
      `${requestsInFlight} requests in flight`,
      `${retries} retries`,
      ...(behind > 0 ? [`${formatCount(behind)} behind`] : []),
      ...(rejected > 0 ? [`${formatCount(rejected)} REJECTED`] : []),
    ].join(' · ')
  }
}
