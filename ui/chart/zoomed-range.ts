// The range of time that a selection of buckets means.
import type { Bounds } from '../state/range.ts'
import type { SeriesColumns } from './series-columns.ts'

/** From the start of bucket `first` to the end of bucket `last`, in any order, and never beyond now. */
export function zoomedRange(
  { startsMs, intervalMs }: Pick<SeriesColumns, 'startsMs' | 'intervalMs'>,
  first: number,
  last: number,
  nowMs: number,
): Bounds | undefined {
  const fromMs = startsMs[Math.min(first, last)]
  const lastMs = startsMs[Math.max(first, last)]
  if (fromMs === undefined || lastMs === undefined) return undefined
  const toMs = Math.min(lastMs + intervalMs, nowMs)
  return fromMs < toMs ? { fromMs, toMs } : undefined
}
