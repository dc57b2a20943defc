// RowBinary of a column that has a text of its own for every slot: its length, then its bytes.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from './row-writer.ts'

export function textRowWriter({ texts }: Extract<DrawnColumn, { layout: 'texts' }>, slots: Uint32Array): RowWriter {
  return {
    widthBytes: undefined,
    widthBytesMin: 1,
    addLengths(lengths, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const length = texts.lengthOf(slots[fromRow + i] ?? 0)
        lengths[i] = (lengths[i] ?? 0) + varintBytes(length) + length
      }
    },
    write(out, cursors, fromRow, rowCount) {
      const { bytes } = texts
      for (let i = 0; i < rowCount; i++) {
        const slot = slots[fromRow + i] ?? 0
        const start = texts.startOf(slot)
        const length = texts.lengthOf(slot)
        const cursor = putVarint(out, cursors[i] ?? 0, length)
        for (let byte = 0; byte < length; byte++) out.setUint8(cursor + byte, bytes[start + byte] ?? 0)
        cursors[i] = cursor + length
      }
    },
  }
}

function varintBytes(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4
}

function putVarint(out: DataView, offset: number, value: number): number {
  let at = offset
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) out.setUint8(at++, (rest & 0x7f) | 0x80)
  out.setUint8(at++, rest)
  return at
}
