// Cuts a range of time into pieces, each to be read where it costs least: the coarsest rollup whose buckets lie in it whole,
// finer ones towards its ragged ends, rows for the rest. Together the pieces are the range, without overlap.

export type Source = 'raw' | 'minute' | 'hour'

/** [fromMs, toMs) in epoch milliseconds; an end that is missing is open. */
export interface TimeRange {
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

export interface Piece extends TimeRange {
  readonly source: Source
}

const bucketMs = { hour: 3_600_000, minute: 60_000 } as const
const finer = { hour: 'minute', minute: 'raw' } as const

/** In the order of time; none when the range is empty. `coarsest` is the coarsest source that may be asked. */
export function rangePieces({ fromMs, toMs }: TimeRange, coarsest: Source): Piece[] {
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) return []
  if (coarsest === 'raw') return [{ source: coarsest, fromMs, toMs }]
  const width = bucketMs[coarsest]
  const next = finer[coarsest]
  const firstMs = fromMs === undefined ? undefined : Math.ceil(fromMs / width) * width
  const endMs = toMs === undefined ? undefined : Math.floor(toMs / width) * width
  if (firstMs !== undefined && endMs !== undefined && firstMs >= endMs) return rangePieces({ fromMs, toMs }, next)
  return [
    ...(firstMs === undefined ? [] : rangePieces({ fromMs, toMs: firstMs }, next)),
    { source: coarsest, fromMs: firstMs, toMs: endMs },
    ...(endMs === undefined ? [] : rangePieces({ fromMs: endMs, toMs }, next)),
  ]
}

/** The coarsest source whose buckets make up buckets of the interval. */
export function coarsestFor(intervalSeconds: number): Source {
  if (intervalSeconds % 3600 === 0) return 'hour'
  return intervalSeconds % 60 === 0 ? 'minute' : 'raw'
}
