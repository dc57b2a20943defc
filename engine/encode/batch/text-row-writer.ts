// RowBinary of a column that has a text of its own for every slot: its length, then its bytes.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from './row-writer.ts'

export function textRowWriter({ texts }: Extract<DrawnColumn, { layout: 'texts' }>, slots: Uint32Array): RowWriter {
  return {
    widthBytes: undefined,
    widthBytesMin: 1,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        lengths[i] = (lengths[i] ?? 0) + texts.entryBytesOf(slots[fromRow + i] ?? 0)
      }
    },
    write(out, cursors, fromRow, rowCount) {
      const { bytes } = texts
      for (let i = 0; i < rowCount; i++) {
        const slot = slots[fromRow + i] ?? 0
        const start = texts.entryStartOf(slot)
        const byteCount = texts.entryBytesOf(slot)
        const cursor = cursors[i] ?? 0
        for (let byte = 0; byte < byteCount; byte++) out.setUint8(cursor + byte, bytes[start + byte] ?? 0)
        cursors[i] = cursor + byteCount
      }
    },
  }
}
