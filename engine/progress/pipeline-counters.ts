// What the pipeline has done so far, as plain numbers: the progress line, the report and the API read them.
import { insertLatencyBoundsSeconds } from '../bus/pipeline-snapshot.ts'
import { LatencyHistogram } from './latency-histogram.ts'

const latencyMsMax = 600_000

export class PipelineCounters {
  rowsGenerated = 0
  rowsStaged = 0
  /** Rows that this process's drain put in, whoever made them. */
  rowsInserted = 0
  /** Rows of this run that are known to be in, whichever process's drain put them there. */
  rowsDone = 0
  /** Rows that were in before this run began. */
  rowsAlreadyIn = 0
  blocksGenerated = 0
  blocksInserted = 0
  insertsInFlight = 0
  insertRetries = 0
  stagingRetries = 0
  blocksDeadLettered = 0
  /** Blocks found in staging of a table that was dropped since, or of a batch that was in already. */
  blocksPassedOver = 0
  encodedBytes = 0
  compressedBytes = 0
  readonly insertLatency = new LatencyHistogram(latencyMsMax)

  /** One for each of `insertLatencyBoundsSeconds` and one beyond: other processes' counts can be added to them. */
  readonly insertLatencyCounts: number[] = Array.from({ length: insertLatencyBoundsSeconds.length + 1 }, () => 0)
  insertLatencySumSeconds = 0

  recordInsert(latencyMs: number): void {
    const seconds = latencyMs / 1000
    const bucket = insertLatencyBoundsSeconds.findIndex((bound) => seconds <= bound)
    const index = bucket === -1 ? insertLatencyBoundsSeconds.length : bucket
    this.insertLatencyCounts[index] = (this.insertLatencyCounts[index] ?? 0) + 1
    this.insertLatencySumSeconds += seconds
    this.insertLatency.record(latencyMs)
  }
}
