// A run: what decides every byte of a seeded dataset. It is written to the warehouse when the first row is asked for, and
// kept: whoever resumes, extends, shares or verifies the dataset reads it from there.
import { createHash } from 'node:crypto'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'

/** Of times, when nobody says otherwise. */
export const defaultDays = 30

export interface Run {
  /** Name of the dataset definition. */
  readonly dataset: string
  /** UUID of the table that it fills: a table made anew starts a new run. Decides no byte. */
  readonly tableUuid: string
  readonly schemaVersion: number
  readonly seed: string
  /** Unix milliseconds at which the seeded times end. */
  readonly anchorMs: number
  /** Days before the anchor that the seeded times span. */
  readonly days: number
  readonly batchRows: number
  /** Each batch lies on the shard of its number modulo this. Decides no byte. */
  readonly shardCount: number
  /** Of a table that was there before, or is a dataset file's; without it, the dataset is one that Millrace brings. */
  readonly filled?: FilledTable
  /** One for the first `ROWS`, one more for each time it was raised. Each spreads its rows over the whole span. */
  readonly segments: readonly Segment[]
}

/** What a run knows of a table that is not one of ours. */
export interface FilledTable {
  /** Made when the run was begun: another version of Millrace, or a column that was renamed since, changes no byte. */
  readonly dataset: DatasetDefinition
  /** What its dataset file said; without it, sources were chosen for the columns that the table has. */
  readonly file?: DatasetFile
  /** The table was made for the run. */
  readonly isMade?: boolean
  /** What was in the table before the run. */
  readonly before: {
    readonly rowCount: number
    /** Decimal digits: the total of each column that has one. */
    readonly totals: Readonly<Record<string, string>>
  }
}

/** What the run is made by. Throws `RangeError` for a dataset that this version of Millrace does not bring. */
export function datasetOf({ dataset, filled }: Run): DatasetDefinition {
  return filled?.dataset ?? datasetNamed(dataset)
}

export interface Segment {
  readonly firstBatch: number
  readonly firstRow: number
  readonly rowCount: number
}

/** Identity of what the run generates, wherever it goes: the name of its random streams. */
export function streamName({ dataset, schemaVersion, seed, anchorMs, days, batchRows, filled }: Run): string {
  const definition = filled === undefined ? [] : [JSON.stringify(filled.dataset)]
  return hash([dataset, schemaVersion, seed, anchorMs, days, batchRows, ...definition])
}

/** Identity of the run in its table, the same for every segment: part of every deduplication token. */
export function datasetId(run: Run): string {
  return hash([streamName(run), run.tableUuid])
}

function hash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

export function runRowCount(run: Run): number {
  return run.segments.reduce((total, segment) => total + segment.rowCount, 0)
}

export function runBatchCount(run: Run): number {
  return run.segments.reduce((total, segment) => total + segmentBatchCount(run, segment), 0)
}

export function segmentBatchCount(run: Run, segment: Segment): number {
  return Math.ceil(segment.rowCount / run.batchRows)
}

/** The segment that brings the run from the rows it has to `rowCount`. */
export function nextSegment(run: Run, rowCount: number): Segment {
  const firstRow = runRowCount(run)
  return { firstBatch: runBatchCount(run), firstRow, rowCount: rowCount - firstRow }
}
