// A range that was typed: taken when both of its ends are times the API accepts and in order, else a word on what is wrong.
import { timeMsMax } from '@millrace/schemas/api/params/time-param.ts'
import type { Bounds } from '../state/range.ts'
import { fromLocalInput } from './series-local-time.ts'

export type CustomRange = Bounds | { problem: string }

/** Both as `datetime-local` inputs give them. */
export function customRange(fromText: string, toText: string): CustomRange {
  const fromMs = fromLocalInput(fromText)
  const toMs = fromLocalInput(toText)
  if (fromMs === undefined || toMs === undefined) return { problem: 'Both times are needed.' }
  if (fromMs < 0 || toMs >= timeMsMax) return { problem: 'Times go from 1970 to 2105.' }
  if (fromMs >= toMs) return { problem: 'The start must be before the end.' }
  return { fromMs, toMs }
}
