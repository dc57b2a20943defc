// A run that is in no table: as many rows of a dataset as are to be looked at, in one batch.
import { daysOfTimes } from '@millrace/schemas/dataset/days-of-times.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { defaultDays, type Run } from './run.ts'

export interface SampleOptions {
  readonly rowCount: number
  readonly seed: string
  /** When the times end, where the dataset does not say so. */
  readonly nowMs: number
}

export function sampleRun(dataset: DatasetDefinition, { rowCount, seed, nowMs }: SampleOptions): Run {
  return {
    dataset: dataset.name,
    tableUuid: '', // decides no byte
    schemaVersion: dataset.schemaVersion,
    seed,
    anchorMs: dataset.times?.toMs ?? nowMs,
    days: daysOfTimes(dataset.times) ?? defaultDays,
    batchRows: rowCount,
    shardCount: 1,
    filled: { dataset, before: { rowCount: 0, totals: {} } },
    segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
  }
}
