// What making files has done, as it is printed.
import { peakRssBytes } from '../progress/peak-rss-bytes.ts'
import type { Piece } from './piece-producer.ts'
import type { Shard } from './shard-batches.ts'
import type { ShardCompression, ShardFormat } from './shard-format.ts'
import type { ShardPlan } from './shard-plan.ts'

export interface ShardsReport {
  readonly dataset: string
  readonly seed: string
  readonly anchor: string
  readonly out: string
  readonly rows: number
  readonly rowsWritten: number
  readonly rowsAlreadyThere: number
  readonly shards: number
  readonly shardsWritten: number
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly format: ShardFormat
  readonly compression: ShardCompression
  readonly workers: number
  /** `encoded`: as CSV or Native, before compression. `written`: of the files that were made now. */
  readonly bytes: { readonly encoded: number; readonly written: number }
  readonly peakRssBytes: number
}

export class ShardCounters {
  rowsAlreadyThere = 0
  /** In shards that may not be whole yet. */
  rowsMade = 0
  rowsWritten = 0
  shardsWritten = 0
  encodedBytes = 0
  writtenBytes = 0

  addPiece({ rowCount, encodedBytes }: Piece): void {
    this.rowsMade += rowCount
    this.encodedBytes += encodedBytes
  }

  addShard({ rowCount }: Shard, writtenBytes: number): void {
    this.shardsWritten++
    this.rowsWritten += rowCount
    this.writtenBytes += writtenBytes
  }
}

export function shardsReport(
  plan: ShardPlan,
  counters: ShardCounters,
  { out, elapsedMs, workers }: { out: string; elapsedMs: number; workers: number },
): ShardsReport {
  return {
    dataset: plan.dataset,
    seed: plan.seed,
    anchor: plan.anchor,
    out,
    rows: plan.rows,
    rowsWritten: counters.rowsWritten,
    rowsAlreadyThere: counters.rowsAlreadyThere,
    shards: plan.shards,
    shardsWritten: counters.shardsWritten,
    seconds: Math.round(elapsedMs) / 1000,
    rowsPerSecond: elapsedMs > 0 ? Math.round((counters.rowsWritten / elapsedMs) * 1000) : 0,
    format: plan.format,
    compression: plan.compression,
    workers,
    bytes: { encoded: counters.encodedBytes, written: counters.writtenBytes },
    peakRssBytes: peakRssBytes(),
  }
}
