// What the pipeline has done so far, as plain numbers: the progress line, the report and the API read them.
import { build, type Histogram } from 'hdr-histogram-js'

const latencyMsMax = 600_000

export class PipelineCounters {
  rowsGenerated = 0
  rowsStaged = 0
  rowsInserted = 0
  /** Rows that were in before this run began. */
  rowsAlreadyIn = 0
  blocksGenerated = 0
  blocksInserted = 0
  insertsInFlight = 0
  insertRetries = 0
  stagingRetries = 0
  blocksDeadLettered = 0
  /** Blocks left in staging by a run whose table was dropped since. */
  blocksPassedOver = 0
  encodedBytes = 0
  compressedBytes = 0
  readonly insertLatencyMs: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: latencyMsMax,
    numberOfSignificantValueDigits: 3,
  })

  recordInsert(latencyMs: number): void {
    this.insertLatencyMs.recordValue(Math.min(latencyMsMax, Math.max(1, Math.round(latencyMs))))
  }
}
