// The intervals that can be chosen for a range: the usual ones, and the one that is chosen.
import { intervalMs, isAnswered, usualIntervals } from '../state/interval.ts'
import type { Bounds } from '../state/range.ts'

interface IntervalOption {
  readonly value: string
  /** It would make more buckets than an answer may have. */
  readonly isTooFine: boolean
}

/** Intervals by hand, narrow to wide, with `chosen` among them also when it came from an address. */
export function seriesIntervalOptions(bounds: Bounds, chosen: string): IntervalOption[] {
  const all = chosen === 'auto' || usualIntervals.includes(chosen) ? usualIntervals : [...usualIntervals, chosen]
  return all
    .toSorted((a, b) => (intervalMs(a) ?? 0) - (intervalMs(b) ?? 0))
    .map((value) => ({ value, isTooFine: !isAnswered(value, bounds) }))
}
