// What a profile decides of a column: its source in the file, what to note beside it, and a hidden column that it looks at.
import type { SourceFileInput } from '../draft/dataset-draft.ts'

export interface ChosenColumn {
  readonly source: SourceFileInput
  readonly notes: readonly string[]
  readonly hidden?: { readonly name: string; readonly type: string; readonly source: SourceFileInput }
}

/** What a file says of the shares of a pool's first values; nothing where each comes as often. */
export function topOf(shares: readonly number[]): { top?: number[] } {
  return shares.length === 0 ? {} : { top: [...shares] }
}

/** Four digits: what is measured is no more exact. */
export function shareNumber(share: number): number {
  return Number(share.toPrecision(4))
}
