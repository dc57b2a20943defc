// A part of a row, as statements of the loop that writes rows (see `row-loop-source.ts`).

export interface RowStep {
  readonly source: string
  /** Of what it writes, before compression. */
  readonly bytesMin: number
  readonly bytesMax: number
  /** Of a number of which the next column's match may take the high bytes with it. */
  readonly high?: HighBytes
}

export interface HighBytes {
  /** How many of the number's last bytes. */
  readonly byteCount: number
  /** Source of a number that is the same when these bytes are. */
  readonly source: string
}
