// Native data of a UUID column: four little-endian words a value.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { ensureBytes, writeBytes } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'

export function uuidColumnWriter(
  { words }: Extract<DrawnColumn, { layout: 'uuid' }>,
  { slots, slotPer }: RowSlots,
): ColumnWriter {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  return {
    write(sink, rowCount) {
      if (slotPer === 'row') {
        writeBytes(sink, bytes.subarray(0, rowCount * fixedWidthBytes.UUID))
        return
      }
      ensureBytes(sink, rowCount * fixedWidthBytes.UUID)
      putUuids(sink.view, sink.usedBytes, words, slots, rowCount)
      sink.usedBytes += rowCount * fixedWidthBytes.UUID
    },
  }
}

function putUuids(out: DataView, from: number, words: Uint32Array, slots: Uint32Array, rowCount: number): void {
  let offset = from
  for (let row = 0; row < rowCount; row++) {
    const word = (slots[row] ?? 0) * 4
    out.setUint32(offset, words[word] ?? 0, true)
    out.setUint32(offset + 4, words[word + 1] ?? 0, true)
    out.setUint32(offset + 8, words[word + 2] ?? 0, true)
    out.setUint32(offset + 12, words[word + 3] ?? 0, true)
    offset += fixedWidthBytes.UUID
  }
}
