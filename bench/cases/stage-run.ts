// The run whose batches are generated and encoded over and over: always the same bytes.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { Run } from '@millrace/engine/plan/run.ts'
import { benchAnchorMs, benchDays } from '../limits/bench-times.ts'

export function stageRun(dataset: DatasetDefinition, batchRows: number, batchCount: number): Run {
  return {
    dataset: dataset.name,
    tableUuid: '00000000-0000-0000-0000-000000000000',
    schemaVersion: dataset.schemaVersion,
    seed: '1',
    anchorMs: benchAnchorMs,
    days: benchDays,
    batchRows,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: batchRows * batchCount }],
  }
}
