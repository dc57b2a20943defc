// RowBinary of a pool column: the value's bytes were encoded with the pool, a row copies them.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { copyBytes } from './copy-bytes.ts'
import type { RowWriter } from './row-writer.ts'

export function codeRowWriter(
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  slots: Uint32Array,
): RowWriter {
  const { offsets, lengths: valueLengths } = pool
  const bytes = new DataView(pool.bytes.buffer, pool.bytes.byteOffset, pool.bytes.byteLength)
  const width = valueLengths[0]
  return {
    widthBytes: valueLengths.every((length) => length === width) ? width : undefined,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const code = codes[slots[fromRow + i] ?? 0] ?? 0
        lengths[i] = (lengths[i] ?? 0) + (valueLengths[code] ?? 0)
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const code = codes[slots[fromRow + i] ?? 0] ?? 0
        const cursor = cursors[i] ?? 0
        const length = valueLengths[code] ?? 0
        copyBytes(bytes, offsets[code] ?? 0, out, cursor, length)
        cursors[i] = cursor + length
      }
    },
  }
}
