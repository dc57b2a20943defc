// What a seeding run has done, as the contract prints it.
import type { BlockFormat } from '../block/block.ts'
import type { DrainKind } from '../drain/drain-kind.ts'
import type { Run } from '../plan/run.ts'
import type { LatencyQuantiles } from '../progress/latency-histogram.ts'
import { peakRssBytes } from '../progress/peak-rss-bytes.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { StagingKind } from '../staging/staging.ts'

export interface SeedReport {
  readonly dataset: string
  readonly seed: string
  /** Rows of this process's share. */
  readonly rows: number
  readonly rowsInserted: number
  readonly rowsAlreadyIn: number
  readonly batches: number
  readonly batchesDeadLettered: number
  /** Blocks found in staging that nobody needs any more: of a table that was dropped, or of a batch that was in already. */
  readonly blocksPassedOver: number
  readonly insertRetries: number
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly format: BlockFormat
  readonly staging: StagingKind
  readonly drain: DrainKind
  readonly workers: number
  readonly bytes: { readonly encoded: number; readonly compressed: number }
  readonly insertLatencyMs: LatencyQuantiles
  readonly peakRssBytes: number
}

export interface SeedReportInput {
  readonly run: Run
  readonly share: { readonly rowCount: number; readonly batchCount: number }
  readonly counters: PipelineCounters
  readonly elapsedMs: number
  readonly format: BlockFormat
  readonly staging: StagingKind
  readonly drain: DrainKind
  readonly workerCount: number
}

export function seedReport(input: SeedReportInput): SeedReport {
  const { run, share, counters, elapsedMs } = input
  const seconds = elapsedMs / 1000
  return {
    dataset: run.dataset,
    seed: run.seed,
    rows: share.rowCount,
    rowsInserted: counters.rowsDone,
    rowsAlreadyIn: counters.rowsAlreadyIn,
    batches: share.batchCount,
    batchesDeadLettered: counters.blocksDeadLettered,
    blocksPassedOver: counters.blocksPassedOver,
    insertRetries: counters.insertRetries,
    seconds: Math.round(elapsedMs) / 1000,
    rowsPerSecond: seconds > 0 ? Math.round(counters.rowsDone / seconds) : 0,
    format: input.format,
    staging: input.staging,
    drain: input.drain,
    workers: input.workerCount,
    bytes: { encoded: counters.encodedBytes, compressed: counters.compressedBytes },
    insertLatencyMs: counters.insertLatency.quantiles,
    peakRssBytes: peakRssBytes(),
  }
}
