// A nullable column as text: the value, or what stands for none, with the character after it.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from '../batch/row-writer.ts'
import { nullField } from './csv-field.ts'

const nullBytes = Buffer.from(nullField)

export function nullableTextWriter(
  { nulls }: Extract<DrawnColumn, { layout: 'nullable' }>,
  of: RowWriter,
  slots: Uint32Array,
  endByte: number,
): RowWriter {
  const one = new Uint32Array(1)
  const lengthOf = (row: number): number => {
    if (of.widthBytes !== undefined) return of.widthBytes
    one[0] = 0
    of.addLengths(one, row, 1)
    return one[0]
  }
  return {
    widthBytes: undefined,
    widthBytesMin: Math.min(of.widthBytesMin, nullBytes.byteLength + 1),
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const isNull = nulls[slots[fromRow + i] ?? 0] === 1
        lengths[i] = (lengths[i] ?? 0) + (isNull ? nullBytes.byteLength + 1 : lengthOf(fromRow + i))
      }
    },
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        one[0] = cursors[i] ?? 0
        if (nulls[slots[fromRow + i] ?? 0] === 1) one[0] = putNull(out, one[0], endByte)
        else of.write(out, one, fromRow + i, 1)
        cursors[i] = one[0]
      }
    },
  }
}

function putNull(out: DataView, offset: number, endByte: number): number {
  for (let i = 0; i < nullBytes.byteLength; i++) out.setUint8(offset + i, nullBytes[i] ?? 0)
  out.setUint8(offset + nullBytes.byteLength, endByte)
  return offset + nullBytes.byteLength + 1
}
