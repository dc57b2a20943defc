// The values of one column for one batch, as plain arrays: what samplers fill and all encoders read.
import type { RandomWords } from '../random-words.ts'
import type { ValuePool } from '../pool/value-pool.ts'
import type { TextBuffer } from '../template/text-buffer.ts'

/**
 * The values of row r stand in slot `slots[r]` of every array (its session's slot in a column drawn once a session, else
 * its own, or, of a row that is the one before it once more, that one's). Arrays are as long as the largest batch; only the
 * slots of the batch's rows count.
 */
export type DrawnColumn =
  /** Indices into a pool of values that are encoded once a run. */
  | { readonly layout: 'codes'; readonly codes: Uint32Array; readonly pool: ValuePool }
  /** Value × `factor`: whole numbers of up to 53 bits before the factor; any numbers (factor 1) for floats. */
  | { readonly layout: 'numbers'; readonly values: Float64Array; readonly factor: number }
  /** Four little-endian words a value, in the order in which ClickHouse writes a UUID: high half first. */
  | { readonly layout: 'uuid'; readonly words: Uint32Array }
  /** A text of its own for every slot, in UTF-8. */
  | { readonly layout: 'texts'; readonly texts: TextBuffer }
  /** 1 where the value is NULL, whatever `of` has there. */
  | { readonly layout: 'nullable'; readonly nulls: Uint8Array; readonly of: DrawnColumn }

/** Which slot of a drawn column each row of the batch has. */
export interface RowSlots {
  readonly slots: Uint32Array
  /** What has a slot of its own: every row, which has the slot of its number; every session; every row that repeats no other. */
  readonly slotPer: 'row' | 'session' | 'new row'
}

/** Fills a drawn column for a batch, some slots after the other: they, and what they look at, stay in the core's cache. */
export interface ColumnSampler {
  readonly drawn: DrawnColumn
  draw(context: DrawContext): void
}

/** What a sampler may look at. */
export interface DrawContext {
  /** Which slots to fill, of the sessions or of the rows: `from … to - 1`, at most `hotLoopRows`, each after those before it. */
  readonly from: number
  readonly to: number
  /** Unix milliseconds of each row; for columns drawn by the row alone. */
  readonly timesMs: Float64Array
  /** Number of the batch's first row in the whole dataset. */
  readonly firstRow: number
  /** The column's own random stream for this batch; its words are valid until the next ones are drawn. */
  readonly random: RandomWords
}
