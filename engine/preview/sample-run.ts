// A run that is in no table: as many rows of a dataset as are to be looked at, in one batch.
import { daysOfTimes } from '@millrace/schemas/dataset/days-of-times.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { BatchGenerator, type BatchColumn } from '../generate/batch-generator.ts'
import type { Run } from '../plan/run.ts'
import { defaultDays } from '../seed/open-run.ts'

export interface SampleOptions {
  readonly rowCount: number
  readonly seed: string
  /** When the times end, where the dataset does not say so. */
  readonly nowMs: number
}

function sampleRun(dataset: DatasetDefinition, { rowCount, seed, nowMs }: SampleOptions): Run {
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

/** The columns with those rows drawn. */
export function drawSample(dataset: DatasetDefinition, options: SampleOptions): readonly BatchColumn[] {
  const generator = new BatchGenerator(dataset, sampleRun(dataset, options))
  generator.generate(0)
  return generator.columns
}
