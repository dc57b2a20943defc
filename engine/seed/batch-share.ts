// The batches that a process is to make: its share of the run, less what is in.
import { batchSpec } from '../plan/batch-spec.ts'
import { runBatchCount, type Run } from '../plan/run.ts'
import type { Range } from './seed-options.ts'

export interface BatchShare {
  readonly batchCount: number
  readonly rowCount: number
  /** Rows of the share that are in. */
  readonly rowsIn: number
  /** Batches of the share that are not in, with their rows, in order. */
  readonly missing: Map<number, number>
}

export function batchShare(run: Run, { index, count }: Range, batchesIn: ReadonlyMap<number, number>): BatchShare {
  const missing = new Map<number, number>()
  let [batchCount, rowCount, rowsIn] = [0, 0, 0]
  for (let batch = index; batch < runBatchCount(run); batch += count) {
    const rows = batchSpec(run, batch).rowCount
    batchCount++
    rowCount += rows
    if (batchesIn.has(batch)) rowsIn += rows
    else missing.set(batch, rows)
  }
  return { batchCount, rowCount, rowsIn, missing }
}
