// A column that has a text of its own for every slot, as fields of CSV, each with the character after it.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from '../batch/row-writer.ts'
import { csvField } from './csv-field.ts'

export function textTextWriter(
  { texts }: Extract<DrawnColumn, { layout: 'texts' }>,
  slots: Uint32Array,
  endByte: number,
): RowWriter {
  const fieldOf = (slot: number): string => csvField(texts.textOf(slot).toString('latin1'))
  return {
    widthBytes: undefined,
    widthBytesMin: 2,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        lengths[i] = (lengths[i] ?? 0) + fieldOf(slots[fromRow + i] ?? 0).length + 1
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        const field = fieldOf(slots[fromRow + i] ?? 0)
        for (let byte = 0; byte < field.length; byte++) out.setUint8(cursor + byte, field.charCodeAt(byte))
        out.setUint8(cursor + field.length, endByte)
        cursors[i] = cursor + field.length + 1
      }
    },
  }
}
