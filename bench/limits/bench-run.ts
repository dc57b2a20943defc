// The run that benched blocks are of: always the same rows.
import type { Run } from '@millrace/engine/plan/run.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { benchAnchorMs, benchDays } from './bench-times.ts'

export interface BenchRunOptions extends Partial<Pick<Run, 'anchorMs' | 'days'>> {
  readonly dataset: EventDataset
  readonly rows: number
  readonly batchRows: number
}

export function benchRun({ dataset, rows, batchRows, anchorMs, days }: BenchRunOptions): Run {
  return {
    dataset: dataset.name,
    tableUuid: '00000000-0000-0000-0000-000000000000',
    schemaVersion: dataset.schemaVersion,
    seed: '1',
    anchorMs: anchorMs ?? benchAnchorMs,
    days: days ?? benchDays,
    batchRows,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: rows }],
  }
}
