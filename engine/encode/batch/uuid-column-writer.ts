// Native data of a UUID column: four little-endian words a value.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { writeBytes } from '../rowbinary/byte-sink.ts'
import type { ColumnLoops } from './column-loops.ts'
import type { ColumnWriter } from './column-writer.ts'

export function uuidColumnWriter(
  { words }: Extract<DrawnColumn, { layout: 'uuid' }>,
  { slots, slotPer }: RowSlots,
  loops: ColumnLoops,
): ColumnWriter {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  return {
    write(sink, rowCount) {
      if (slotPer === 'row') writeBytes(sink, bytes.subarray(0, rowCount * fixedWidthBytes.UUID))
      else loops.appendUuids(sink, words, slots, rowCount)
    },
  }
}
