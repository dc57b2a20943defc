// What a load has done, as it is printed.
import { peakRssBytes } from '../progress/peak-rss-bytes.ts'
import type { LatencyQuantiles } from '../progress/latency-histogram.ts'
import type { LoadCounters } from './load-counters.ts'

export interface FileFailure {
  readonly file: string
  readonly row?: number
  readonly byte?: number
  readonly reason: string
}

export interface LoadReport {
  readonly table: string
  readonly files: number
  /** Files all of whose rows are in now. */
  readonly filesIn: number
  readonly filesFailed: number
  readonly rowsInserted: number
  readonly rowsAlreadyIn: number
  readonly insertRetries: number
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly bytes: { readonly read: number }
  readonly insertLatencyMs: LatencyQuantiles
  readonly failures: readonly FileFailure[]
  readonly peakRssBytes: number
}

export function loadReport(
  table: string,
  files: number,
  counters: LoadCounters,
  failures: readonly FileFailure[],
  elapsedMs: number,
): LoadReport {
  return {
    table,
    files,
    filesIn: counters.filesDone,
    filesFailed: failures.length,
    rowsInserted: counters.rowsInserted,
    rowsAlreadyIn: counters.rowsAlreadyIn,
    insertRetries: counters.insertRetries,
    seconds: Math.round(elapsedMs) / 1000,
    rowsPerSecond: elapsedMs > 0 ? Math.round((counters.rowsInserted / elapsedMs) * 1000) : 0,
    bytes: { read: counters.bytesRead },
    insertLatencyMs: counters.insertLatency.quantiles,
    failures,
    peakRssBytes: peakRssBytes(),
  }
}
