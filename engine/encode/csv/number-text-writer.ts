// A number column as text, each value with the character after it.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from '../batch/row-writer.ts'
import type { NumberText } from './number-text.ts'

export function numberTextWriter(
  text: NumberText,
  { values }: Extract<DrawnColumn, { layout: 'numbers' }>,
  slots: Uint32Array,
  endByte: number,
): RowWriter {
  return {
    widthBytes: undefined,
    widthBytesMin: 2,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        lengths[i] = (lengths[i] ?? 0) + text.lengthBytes(values[slots[fromRow + i] ?? 0] ?? 0) + 1
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        const value = values[slots[fromRow + i] ?? 0] ?? 0
        const end = cursor + text.lengthBytes(value)
        text.put(out, cursor, value)
        out.setUint8(end, endByte)
        cursors[i] = end + 1
      }
    },
  }
}
