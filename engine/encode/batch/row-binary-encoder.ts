// Encodes a generated batch as RowBinary, chunk by chunk (see `row-writer.ts`), into one buffer that grows to the largest
// batch and is used again.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { byteSinkOver, createByteSink, ensureBytes } from '../rowbinary/byte-sink.ts'
import { codeRowWriter } from './code-row-writer.ts'
import { nullableRowWriter } from './nullable-row-writer.ts'
import { numberRowWriter } from './number-row-writer.ts'
import type { RowWriter } from './row-writer.ts'
import { uuidRowWriter } from './uuid-row-writer.ts'

const chunkRows = 512
const rowBytesGuess = 128

export class RowBinaryEncoder {
  readonly #writers: readonly RowWriter[]
  readonly #ofVaryingLength: readonly RowWriter[]
  readonly #fixedBytes: number
  readonly #lengths = new Uint32Array(chunkRows)
  readonly #cursors = new Uint32Array(chunkRows)
  readonly #sink = createByteSink()

  /** `columns`: those of the generator whose batches will be encoded. */
  constructor(dataset: DatasetDefinition, columns: readonly BatchColumn[]) {
    let bytesAfterMin = 0
    // From the last to the first, because a writer must know how much will be written behind it.
    this.#writers = dataset.columns
      .map(({ type }, i) => ({ type, column: columns[i] }))
      .reverse()
      .flatMap(({ type, column }) => {
        if (column === undefined) return []
        const writer = rowWriter(type, column.drawn, column.slots, bytesAfterMin)
        bytesAfterMin += writer.widthBytesMin
        return [writer]
      })
      .reverse()
    this.#ofVaryingLength = this.#writers.filter((writer) => writer.widthBytes === undefined)
    this.#fixedBytes = this.#writers.reduce((total, writer) => total + (writer.widthBytes ?? 0), 0)
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

function rowWriter(type: ColumnType, drawn: DrawnColumn, slots: Uint32Array, bytesAfterMin: number): RowWriter {
  switch (drawn.layout) {
    case 'codes':
      return codeRowWriter(type, drawn, slots, bytesAfterMin)
    case 'numbers':
      return numberRowWriter(type, drawn, slots)
    case 'uuid':
      return uuidRowWriter(drawn, slots)
    case 'nullable': {
      const inner = type.kind === 'Nullable' ? type.inner : type
      return nullableRowWriter(drawn, rowWriter(inner, drawn.of, slots, bytesAfterMin), slots)
    }
  }
}
