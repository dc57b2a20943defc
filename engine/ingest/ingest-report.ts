// What an ingest has done, as it is printed at its end.
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { StagingKind } from '../staging/staging.ts'

export interface IngestReport {
  readonly rowsInserted: number
  readonly blocksInserted: number
  readonly blocksDeadLettered: number
  /** Blocks that nobody needs any more: of a table that was dropped, or of requests that had come before. */
  readonly blocksPassedOver: number
  readonly insertRetries: number
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly staging: StagingKind
  readonly insertLatencyMs: { readonly p50: number; readonly p99: number }
  readonly peakRssBytes: number
}

export function ingestReport(counters: PipelineCounters, staging: StagingKind, elapsedMs: number): IngestReport {
  const seconds = elapsedMs / 1000
  return {
    rowsInserted: counters.rowsInserted,
    blocksInserted: counters.blocksInserted,
    blocksDeadLettered: counters.blocksDeadLettered,
    blocksPassedOver: counters.blocksPassedOver,
    insertRetries: counters.insertRetries,
    seconds: Math.round(elapsedMs) / 1000,
    rowsPerSecond: seconds > 0 ? Math.round(counters.rowsInserted / seconds) : 0,
    staging,
    insertLatencyMs: {
      p50: counters.insertLatencyMs.getValueAtPercentile(50),
      p99: counters.insertLatencyMs.getValueAtPercentile(99),
    },
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }
}
