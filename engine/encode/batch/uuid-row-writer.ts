// RowBinary of a UUID column: four little-endian words.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from './row-writer.ts'

export function uuidRowWriter({ words }: Extract<DrawnColumn, { layout: 'uuid' }>, slots: Uint32Array): RowWriter {
  return {
    widthBytes: fixedWidthBytes.UUID,
    widthBytesMin: fixedWidthBytes.UUID,
    addLengths: () => undefined,
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        const word = (slots[fromRow + i] ?? 0) * 4
        out.setUint32(cursor, words[word] ?? 0, true)
        out.setUint32(cursor + 4, words[word + 1] ?? 0, true)
        out.setUint32(cursor + 8, words[word + 2] ?? 0, true)
        out.setUint32(cursor + 12, words[word + 3] ?? 0, true)
        cursors[i] = cursor + fixedWidthBytes.UUID
      }
    },
  }
}
