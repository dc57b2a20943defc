// How many rows a batch has when nobody says: few large inserts cost ClickHouse less than many small ones. On two cores, batches
// of 400,000 page events are seeded a fifth to a quarter faster than those of 200,000; 600,000 would be another twelfth faster,
// and take too much memory in RowBinary (`make bench ONLY=sweeps`).
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { RowBinaryEncoder } from '../encode/batch/row-binary-encoder.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import { sampleRun } from '../plan/sample-run.ts'

const batchRowsMax = 400_000
const batchRowsMin = 10_000
/** Of RowBinary. Several batches are in memory at a time, as frames, and as what generators keep. */
const batchBytesMax = 80e6
const sample = { rowCount: 1_000, seed: '1', nowMs: Date.UTC(2026, 0, 1) }

/** The same for a definition every time, and in every format: the rows of a run depend on it. */
export function defaultBatchRows(dataset: DatasetDefinition): number {
  const generator = new BatchGenerator(dataset, sampleRun(dataset, sample))
  const rowCount = generator.generate(0)
  const { byteLength } = new RowBinaryEncoder(dataset, generator.columns).encode(rowCount)
  const rows = (batchBytesMax / byteLength) * rowCount
  return Math.min(batchRowsMax, Math.max(batchRowsMin, Math.floor(rows / batchRowsMin) * batchRowsMin))
}
