// All that a profile knows of a column: what its source is chosen from, without asking the server again.
import type { KnownColumn } from '../draft/first-draft.ts'
import type { Point } from './quantiles.ts'
import type { ColumnSummary } from './summarize-columns.ts'
import type { TopValue } from './top-values.ts'

export interface MeasuredColumn extends KnownColumn {
  readonly summary: ColumnSummary
  /** The most frequent first; all of them, of a column that has few. */
  readonly top: readonly TopValue[]
  /** Of numbers and times of which there are many: of all that are not among the frequent ones. */
  readonly quantiles: readonly Point[]
  /** Of texts: bytes of the different ones. */
  readonly lengths: readonly Point[]
  /** Of a time: milliseconds that it lies behind the row's own. */
  readonly delays: readonly Point[]
}

const fewValuesMax = 200
/** Of a dictionary, whose values must be listed. */
export const listedValuesMax = 1000

/** Whether its numbers or times are described one by one: all of them, or the most frequent ones of a dictionary. */
export function isListed({ parsed, summary }: Pick<MeasuredColumn, 'parsed' | 'summary'>): boolean {
  return summary.distinctCount <= fewValuesMax || parsed.kind === 'LowCardinality'
}
