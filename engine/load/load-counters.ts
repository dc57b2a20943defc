// What a load has done so far; read for progress, and at the end for the report.
import { LatencyHistogram } from '../progress/latency-histogram.ts'

const insertMsMax = 600_000

export class LoadCounters {
  rowsInserted = 0
  rowsAlreadyIn = 0
  filesDone = 0
  insertRetries = 0
  insertsInFlight = 0
  /** Of the files as they are. */
  bytesTotal = 0
  bytesRead = 0
  readonly insertLatency = new LatencyHistogram(insertMsMax)
}
