// A pool column in rows: the value's bytes were encoded with the pool, a row copies them.
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { ByteSink } from '../rowbinary/byte-sink.ts'
import { poolChunks, strideBytes } from './pool-chunks.ts'
import type { RowWriter } from './row-writer.ts'

/**
 * `writeChunk` appends what a value puts into a row. `bytesAfterMin`: the fewest bytes that follow in the row, written after
 * this column's. With enough of them, values are copied in whole strides (see `pool-chunks.ts`), and what is too much is
 * overwritten.
 */
export function codeRowWriter(
  writeChunk: (sink: ByteSink, value: ColumnValue) => void,
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  slots: Uint32Array,
  bytesAfterMin: number,
): RowWriter {
  const { bytes, strides, firstStrides, lengthsBytes, widthBytes } = poolChunks(pool.values.length, (sink, value) =>
    writeChunk(sink, pool.values[value] ?? null),
  )
  const words = new Uint32Array(bytes.buffer)
  const overrun = bytesAfterMin >= strideBytes - 1 ? strides : undefined

  return {
    widthBytes,
    widthBytesMin: widthBytes ?? lengthsBytes.reduce((min, length) => Math.min(min, length)),
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const code = codes[slots[fromRow + i] ?? 0] ?? 0
        lengths[i] = (lengths[i] ?? 0) + (lengthsBytes[code] ?? 0)
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const code = codes[slots[fromRow + i] ?? 0] ?? 0
        const cursor = cursors[i] ?? 0
        const length = lengthsBytes[code] ?? 0
        const stride = firstStrides[code] ?? 0
        if (overrun === undefined) copyExactly(words, stride * 2, out, cursor, length)
        else copyStrides(overrun, stride, out, cursor, length)
        cursors[i] = cursor + length
      }
    },
  }
}

function copyStrides(strides: Float64Array, from: number, to: DataView, toOffset: number, length: number): void {
  const end = toOffset + length
  let stride = from
  for (let offset = toOffset; offset < end; offset += strideBytes) to.setFloat64(offset, strides[stride++] ?? 0, true)
}

function copyExactly(words: Uint32Array, from: number, to: DataView, toOffset: number, length: number): void {
  let word = from
  let i = 0
  for (; i + 4 <= length; i += 4) to.setUint32(toOffset + i, words[word++] ?? 0, true)
  for (let rest = words[word] ?? 0; i < length; i++, rest >>>= 8) to.setUint8(toOffset + i, rest)
}
