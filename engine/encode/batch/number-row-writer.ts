// RowBinary of a number column.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { numberForm, putNumber } from './put-number.ts'
import type { RowWriter } from './row-writer.ts'

export function numberRowWriter(
  type: ColumnType,
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  slots: Uint32Array,
): RowWriter {
  const form = numberForm(type)
  const width = widthBytes(type) ?? 0
  return {
    widthBytes: width,
    widthBytesMin: width,
    addLengths: () => undefined,
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        putNumber(out, cursor, form, values[slots[fromRow + i] ?? 0] ?? 0, factor)
        cursors[i] = cursor + width
      }
    },
  }
}
