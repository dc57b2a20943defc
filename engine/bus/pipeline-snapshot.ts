// The newest state of one pipeline process, as it goes over the bus.
import { z } from 'zod'

const count = z.int().min(0)
const rate = z.number().min(0)
/** Unix milliseconds, up to the year 9999: whoever shows the time may rely on it. */
const timeMs = z.int().min(0).max(253_402_300_799_999)

/** Upper bounds in seconds of the buckets of insert latency; the last bucket has none. */
export const insertLatencyBoundsSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const

export const pipelineSnapshot = z.object({
  /** Of the process's run, random: two runs never share it. */
  id: z.string(),
  /** Rises with every snapshot of this pipeline: the larger one is the newer one. */
  sequence: count,
  /** seed, ingest, … */
  kind: z.string(),
  dataset: z.string(),
  host: z.string(),
  processId: count,
  staging: z.string(),
  /** What tells one staging stream from another: pipelines on the same one share their lag. */
  stagingStream: z.string(),
  startedAtMs: timeMs,
  atMs: timeMs,
  /** The last snapshot of a pipeline that ends: nothing follows it. */
  isFinal: z.boolean(),
  rowsTotal: count,
  rowsAlreadyIn: count,
  rowsGenerated: count,
  rowsStaged: count,
  /** Put in by this process's drain, whoever made them: over all processes, each row is counted once. */
  rowsInserted: count,
  /** Of its own run, known to be in, whichever process's drain put them there; of an ingest, what it put in. */
  rowsDone: count,
  rowsGeneratedPerSecond: rate,
  rowsStagedPerSecond: rate,
  rowsInsertedPerSecond: rate,
  rowsDonePerSecond: rate,
  lagBlocks: count.nullable(),
  lagBytes: count.nullable(),
  blocksGenerated: count,
  blocksInserted: count,
  insertsInFlight: count,
  insertRetries: count,
  stagingRetries: count,
  blocksDeadLettered: count,
  encodedBytes: count,
  compressedBytes: count,
  /** Inserts by latency, one count for each of `insertLatencyBoundsSeconds` and one beyond; not cumulative. */
  insertLatencyCounts: z.array(count).length(insertLatencyBoundsSeconds.length + 1),
  insertLatencySumSeconds: rate,
})

export type PipelineSnapshot = z.output<typeof pipelineSnapshot>
