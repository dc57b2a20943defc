// A part of a row, as statements of the loop that writes rows (see `row-loop-source.ts`).

/** Of what is written, before compression. */
export interface RowBytes {
  readonly bytesMin: number
  readonly bytesMax: number
}

export interface RowStep extends RowBytes {
  readonly source: string
  /** Source of the bytes of this row's value; undefined when they are known only as it is written. */
  readonly bytesSource?: string
  /** Of a number of which the next column's match may take the high bytes with it. */
  readonly high?: HighBytes
}

export interface HighBytes {
  /** How many of the number's last bytes. */
  readonly byteCount: number
  /** Source of a number that is the same when these bytes are. */
  readonly source: string
}

export function bytesOf(steps: readonly RowStep[]): RowBytes {
  return {
    bytesMin: steps.reduce((total, { bytesMin }) => total + bytesMin, 0),
    bytesMax: steps.reduce((total, { bytesMax }) => total + bytesMax, 0),
  }
}
