// RowBinary of a nullable column: a byte that says whether the value is missing, then the value unless it is.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from './row-writer.ts'

export function nullableRowWriter(
  { nulls }: Extract<DrawnColumn, { layout: 'nullable' }>,
  of: RowWriter,
  slots: Uint32Array,
): RowWriter {
  const lengthOfOne = new Uint32Array(1)
  const cursorOfOne = new Uint32Array(1)
  return {
    widthBytes: undefined,
    widthBytesMin: 1,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        lengthOfOne[0] = of.widthBytes ?? 0
        const isNull = nulls[slots[fromRow + i] ?? 0] === 1
        if (!isNull && of.widthBytes === undefined) of.addLengths(lengthOfOne, fromRow + i, 1)
        lengths[i] = (lengths[i] ?? 0) + 1 + (isNull ? 0 : lengthOfOne[0])
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        const isNull = nulls[slots[fromRow + i] ?? 0] === 1
        out.setUint8(cursor, isNull ? 1 : 0)
        cursorOfOne[0] = cursor + 1
        if (!isNull) of.write(out, cursorOfOne, fromRow + i, 1)
        cursors[i] = cursorOfOne[0]
      }
    },
  }
}
