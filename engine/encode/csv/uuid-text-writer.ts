// A UUID column as text, 8-4-4-4-12, each value with the character after it.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowWriter } from '../batch/row-writer.ts'

const textBytes = 36
const dash = 0x2d

/** Both digits of every byte, the first one in the low half. */
const hexPairs = Uint16Array.from({ length: 256 }, (_, byte) => {
  const hex = byte.toString(16).padStart(2, '0')
  return hex.charCodeAt(0) | (hex.charCodeAt(1) << 8)
})

export function uuidTextWriter(
  { words }: Extract<DrawnColumn, { layout: 'uuid' }>,
  slots: Uint32Array,
  endByte: number,
): RowWriter {
  return {
    widthBytes: textBytes + 1,
    widthBytesMin: textBytes + 1,
    addLengths: () => undefined,
    write(out, cursors, fromRow, rowCount) {
      for (let i = 0; i < rowCount; i++) {
        const cursor = cursors[i] ?? 0
        const word = (slots[fromRow + i] ?? 0) * 4
        const low = words[word] ?? 0
        const lowest = words[word + 3] ?? 0
        putHex(out, cursor, words[word + 1] ?? 0)
        out.setUint8(cursor + 8, dash)
        putHalf(out, cursor + 9, low >>> 16)
        out.setUint8(cursor + 13, dash)
        putHalf(out, cursor + 14, low & 0xffff)
        out.setUint8(cursor + 18, dash)
        putHalf(out, cursor + 19, lowest >>> 16)
        out.setUint8(cursor + 23, dash)
        putHalf(out, cursor + 24, lowest & 0xffff)
        putHex(out, cursor + 28, words[word + 2] ?? 0)
        out.setUint8(cursor + textBytes, endByte)
        cursors[i] = cursor + textBytes + 1
      }
    },
  }
}

function putHex(out: DataView, offset: number, word: number): void {
  putHalf(out, offset, word >>> 16)
  putHalf(out, offset + 4, word & 0xffff)
}

function putHalf(out: DataView, offset: number, half: number): void {
  out.setUint16(offset, hexPairs[half >>> 8] ?? 0, true)
  out.setUint16(offset + 2, hexPairs[half & 0xff] ?? 0, true)
}
