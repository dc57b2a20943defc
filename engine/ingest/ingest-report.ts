// What an ingest has done, as it is printed at its end.
import type { LatencyQuantiles } from '../progress/latency-histogram.ts'
import { peakRssBytes } from '../progress/peak-rss-bytes.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { DrainKind } from '../drain/drain-kind.ts'
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
  readonly drain: DrainKind
  readonly insertLatencyMs: LatencyQuantiles
  readonly peakRssBytes: number
}

export function ingestReport(
  counters: PipelineCounters,
  { staging, drain }: Pick<IngestReport, 'staging' | 'drain'>,
  elapsedMs: number,
): IngestReport {
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
    drain,
    insertLatencyMs: counters.insertLatency.quantiles,
    peakRssBytes: peakRssBytes(),
  }
}
