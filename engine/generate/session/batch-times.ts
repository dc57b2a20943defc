// When each row of a batch happens, and to which session it belongs.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import type { RandomWords } from '../random-words.ts'
import { RowTimes } from './row-times.ts'
import { SessionTimes } from './session-times.ts'
import type { TimeRhythm } from './time-rhythm.ts'

/** The times of whichever batch was drawn last; its rows are numbered in the order of their times. */
export interface BatchTimes {
  /** Unix milliseconds of each row. */
  readonly timesMs: Float64Array
  /** Number of each row's session within the batch. */
  readonly sessionOf: Uint32Array
  /** Returns the number of sessions. */
  draw(spec: BatchSpec, random: RandomWords): number
}

export interface TimeRange {
  /** Unix milliseconds. */
  readonly fromMs: number
  readonly spanMs: number
  readonly rhythm: TimeRhythm
}

export function batchTimes(
  { sessions, times }: Pick<DatasetDefinition, 'sessions' | 'times'>,
  range: TimeRange,
  rowCountMax: number,
): BatchTimes {
  return sessions === undefined && times?.late === undefined
    ? new RowTimes(range, rowCountMax)
    : new SessionTimes({ sessions, late: times?.late }, range, rowCountMax)
}
