// A part of a row, as statements of the loop that writes rows (see `row-loop-source.ts`).
import type { Operand } from '../../wasm/wat.ts'

/** Of what is written, before compression. */
export interface RowBytes {
  readonly bytesMin: number
  readonly bytesMax: number
}

export interface RowStep extends RowBytes {
  readonly source: string
  /** How many bytes this row's value has; undefined when that is known only as it is written. */
  readonly bytesSource?: Operand
  /** Of a number of which the next column's match may take the high bytes with it. */
  readonly high?: HighBytes
}

export interface HighBytes {
  /** How many of the number's last bytes. */
  readonly byteCount: number
  /** Source of a whole number (64 bits) that is the same when these bytes are. */
  readonly source: string
}

export function bytesOf(steps: readonly RowStep[]): RowBytes {
  return {
    bytesMin: steps.reduce((total, { bytesMin }) => total + bytesMin, 0),
    bytesMax: steps.reduce((total, { bytesMax }) => total + bytesMax, 0),
  }
}
