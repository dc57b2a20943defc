// Counts by bucket as an answer: a value for every interval that the range touches, also where nothing happened.
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'

/** Times in epoch milliseconds, the interval in seconds. */
export interface SeriesQuery {
  readonly from: number
  readonly to: number
  readonly interval: number
}

interface CountedSlot {
  /** Number of the interval since 1970. */
  readonly slot: number
  readonly category?: string | undefined
  readonly n: number
}

/** `isSplit`: each bucket says its counts by category as well. */
export function bucketsOf(
  { from, to, interval }: SeriesQuery,
  rows: readonly CountedSlot[],
  isSplit = false,
): TimeSeries {
  const bySlot = Map.groupBy(rows, ({ slot }) => slot)
  const intervalMs = interval * 1000
  const firstSlot = Math.floor(from / intervalMs)
  return Array.from({ length: Math.ceil(to / intervalMs) - firstSlot }, (_, i) => {
    const slot = firstSlot + i
    const found = bySlot.get(slot) ?? []
    return {
      bucket: new Date(slot * intervalMs).toISOString(),
      count: found.reduce((sum, { n }) => sum + n, 0),
      ...(isSplit ? { counts: Object.fromEntries(found.map(({ category = '', n }) => [category, n])) } : {}),
    }
  })
}
