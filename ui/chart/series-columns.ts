// A time series as columns, the form a chart draws, with a note of which buckets count only a part of their time.
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'

interface TypeColumn {
  readonly name: string
  readonly counts: number[]
  readonly total: number
}

export interface SeriesColumns {
  readonly intervalMs: number
  readonly startsMs: number[]
  readonly counts: number[]
  readonly total: number
  /** The most frequent first; none when the series is not split. */
  readonly types: readonly TypeColumn[]
  /** The buckets between these two, both included, lie wholly in the range and in the past. None when first > last. */
  readonly firstWhole: number
  readonly lastWhole: number
}

interface Extent {
  readonly fromMs: number
  readonly toMs: number
  readonly nowMs: number
  /** For a series of one bucket, which does not tell. */
  readonly intervalMs: number
}

/** The columns of a series that was asked for with this extent; the series' own distance of buckets counts before `intervalMs`. */
export function seriesColumns(series: TimeSeries, { fromMs, toMs, nowMs, intervalMs }: Extent): SeriesColumns {
  const startsMs = series.map(({ bucket }) => Date.parse(bucket))
  const counts = series.map(({ count }) => count)
  const [first = 0, second] = startsMs
  const stepMs = second === undefined ? intervalMs : second - first
  const lastEndMs = (startsMs.at(-1) ?? 0) + stepMs
  return {
    intervalMs: stepMs,
    startsMs,
    counts,
    total: sum(counts),
    types: typeColumns(series),
    firstWhole: fromMs > first ? 1 : 0,
    lastWhole: series.length - (lastEndMs > Math.min(toMs, nowMs) ? 2 : 1),
  }
}

function typeColumns(series: TimeSeries): TypeColumn[] {
  const names = new Set<string>()
  for (const { counts } of series) for (const name in counts) names.add(name)
  return [...names]
    .map((name) => {
      const counts = series.map((bucket) => bucket.counts?.[name] ?? 0)
      return { name, counts, total: sum(counts) }
    })
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
