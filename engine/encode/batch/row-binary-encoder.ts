// Encodes a generated batch as RowBinary, chunk by chunk (see `row-writer.ts`), into one buffer that grows to the largest
// batch and is used again.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
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
  #out: Uint8Array = new Uint8Array(0)

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
    const own = this.#out
    if (memory !== undefined) this.#out = new Uint8Array(memory)
    const encoded = this.#encode(rowCount)
    if (memory !== undefined) this.#out = own
    return encoded
  }

  #encode(rowCount: number): Uint8Array {
    this.#reserve(rowCount * rowBytesGuess)
    let usedBytes = 0
    for (let fromRow = 0; fromRow < rowCount; fromRow += chunkRows) {
      const rows = Math.min(chunkRows, rowCount - fromRow)
      this.#lengths.fill(this.#fixedBytes)
      for (const writer of this.#ofVaryingLength) writer.addLengths(this.#lengths, fromRow, rows)
      for (let i = 0; i < rows; i++) {
        this.#cursors[i] = usedBytes
        usedBytes += this.#lengths[i] ?? 0
      }
      this.#reserve(usedBytes)
      const view = new DataView(this.#out.buffer)
      for (const writer of this.#writers) writer.write(view, this.#cursors, fromRow, rows)
    }
    return this.#out.subarray(0, usedBytes)
  }

  #reserve(byteCount: number): void {
    if (byteCount <= this.#out.byteLength) return
    const grownBytes = Math.ceil(byteCount * 1.25)
    const { buffer } = this.#out
    const grown = new Uint8Array(
      buffer instanceof SharedArrayBuffer ? new SharedArrayBuffer(grownBytes) : new ArrayBuffer(grownBytes),
    )
    grown.set(this.#out)
    this.#out = grown
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
