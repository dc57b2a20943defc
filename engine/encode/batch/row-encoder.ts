// Encodes a generated batch row by row, chunk by chunk (see `row-writer.ts`), into one buffer that grows to the largest
// batch and is used again.
import { byteSinkOver, createByteSink, ensureBytes } from '../rowbinary/byte-sink.ts'
import type { RowWriter } from './row-writer.ts'

const chunkRows = 512
const rowBytesGuess = 128

export class RowEncoder {
  readonly #writers: readonly RowWriter[]
  readonly #ofVaryingLength: readonly RowWriter[]
  readonly #fixedBytes: number
  readonly #lengths = new Uint32Array(chunkRows)
  readonly #cursors = new Uint32Array(chunkRows)
  readonly #sink = createByteSink()

  /** `writers`: one for each column, in the order in which they stand in a row. */
  constructor(writers: readonly RowWriter[]) {
    this.#writers = writers
    this.#ofVaryingLength = writers.filter((writer) => writer.widthBytes === undefined)
    this.#fixedBytes = writers.reduce((total, writer) => total + (writer.widthBytes ?? 0), 0)
  }

  /**
   * The first `rowCount` rows, one after the other. They are valid until the next batch is encoded, or, with `memory`, the
   * caller's for good: they are in that memory, or in new memory if they need more.
   */
  encode(rowCount: number, memory?: SharedArrayBuffer): Uint8Array {
    const sink = memory === undefined ? this.#sink : byteSinkOver(memory)
    sink.usedBytes = 0
    ensureBytes(sink, rowCount * rowBytesGuess)
    for (let fromRow = 0; fromRow < rowCount; fromRow += chunkRows) {
      const rows = Math.min(chunkRows, rowCount - fromRow)
      this.#lengths.fill(this.#fixedBytes)
      for (const writer of this.#ofVaryingLength) writer.addLengths(this.#lengths, fromRow, rows)
      let endBytes = sink.usedBytes
      for (let i = 0; i < rows; i++) {
        this.#cursors[i] = endBytes
        endBytes += this.#lengths[i] ?? 0
      }
      ensureBytes(sink, endBytes - sink.usedBytes)
      for (const writer of this.#writers) writer.write(sink.view, this.#cursors, fromRow, rows)
      sink.usedBytes = endBytes
    }
    return sink.bytes.subarray(0, sink.usedBytes)
  }
}
