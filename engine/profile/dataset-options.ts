// What `make dataset` was asked for.
import { parseRowCount } from '../seed/parse-row-count.ts'

export type RawDatasetOptions = Partial<Record<'FROM' | 'OUT' | 'SAMPLE_ROWS', string>>

export interface ProfileOptions {
  /** How many rows are looked at, about, where a table has more. */
  readonly sampleRowsMax: number
  /** Whether texts of the table may stand in the file. */
  readonly keepsValues: boolean
}

export const defaultSampleRows = 10_000_000

/** Throws `CONFIG` naming the value that is wrong. */
export function parseProfileOptions(raw: RawDatasetOptions, keepsValues: boolean): ProfileOptions {
  const { SAMPLE_ROWS: rows } = raw
  return { sampleRowsMax: rows === undefined ? defaultSampleRows : parseRowCount('SAMPLE_ROWS', rows), keepsValues }
}
