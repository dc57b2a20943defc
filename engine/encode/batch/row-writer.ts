// How one drawn column is written into RowBinary rows. Columns take turns over a small chunk of rows, each moving every
// row's cursor past what it wrote: tight loops over one kind of value, and the chunk's bytes stay in the core's cache.

export interface RowWriter {
  /** Bytes of every value, or undefined when values differ in length. */
  readonly widthBytes: number | undefined
  /** Bytes of the shortest value. */
  readonly widthBytesMin: number
  /** Adds each value's length to `lengths[i]` for the rows `fromRow + i`, i < rowCount; for values that differ. */
  addLengths(lengths: Uint32Array, fromRow: number, rowCount: number): void
  /** Writes the values of rows `fromRow + i` at `cursors[i]` and moves the cursors on. */
  write(out: DataView, cursors: Uint32Array, fromRow: number, rowCount: number): void
}
