// What is told of a column's values, whether they were generated or are in a table.

interface TopShare {
  readonly text: string
  readonly share: number
}

/** Of numbers; of times, Unix milliseconds. */
export interface NumberFigures {
  readonly min: number
  readonly median: number
  readonly p99: number
  readonly max: number
}

export interface ColumnFigures {
  readonly rowCount: number
  readonly nullShare: number
  /** Without NULL. */
  readonly distinctCount: number
  /** The most frequent values, of those that are not NULL; none that came only once. */
  readonly top: readonly TopShare[]
  readonly numbers?: NumberFigures
  /** Of texts: bytes. */
  readonly lengths?: NumberFigures
}

/** How many values are told of as the most frequent. */
export const topCount = 3
