// What a batch is, before it is made: a pure function of the run and the batch's number.
import { datasetId, segmentBatchCount, type Run } from './run.ts'

export interface BatchSpec {
  readonly batch: number
  /** Number of its first row in the whole dataset. */
  readonly firstRow: number
  readonly rowCount: number
  /** The part of its segment's rows that comes before it, and the part up to its end: which slice of time it fills. */
  readonly shareFrom: number
  readonly shareTo: number
}

/** Throws `RangeError` for a batch that the run has not. */
export function batchSpec(run: Run, batch: number): BatchSpec {
  const segment = run.segments.findLast(({ firstBatch }) => firstBatch <= batch)
  if (segment === undefined || batch >= segment.firstBatch + segmentBatchCount(run, segment)) {
    throw new RangeError(`batch ${batch} is not part of the run`)
  }
  const rowsBefore = (batch - segment.firstBatch) * run.batchRows
  const rowCount = Math.min(run.batchRows, segment.rowCount - rowsBefore)
  return {
    batch,
    firstRow: segment.firstRow + rowsBefore,
    rowCount,
    shareFrom: rowsBefore / segment.rowCount,
    shareTo: (rowsBefore + rowCount) / segment.rowCount,
  }
}

/** `insert_deduplication_token` of the batch's insert. */
export function batchToken(run: Run, batch: number): string {
  return headerToken({ datasetId: datasetId(run), schemaVersion: run.schemaVersion, batch })
}

/** The same, from what a block's header says. */
export function headerToken(header: { datasetId: string; schemaVersion: number; batch: number }): string {
  return `${header.datasetId}/${header.schemaVersion}/${header.batch}`
}
