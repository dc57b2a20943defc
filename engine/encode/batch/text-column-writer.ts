// Native data of a column that has a text of its own for every slot: each with its length before it.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { ensureBytes, writeVarint } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'

/** Where `nulls` (by slot) has 1 stands an empty text: NULL itself is written by others. */
export function textColumnWriter(
  { texts }: Extract<DrawnColumn, { layout: 'texts' }>,
  slots: Uint32Array,
  nulls?: Uint8Array,
): ColumnWriter {
  return {
    write(sink, rowCount) {
      const { bytes } = texts
      for (let row = 0; row < rowCount; row++) {
        const slot = slots[row] ?? 0
        const start = texts.startOf(slot)
        const length = nulls?.[slot] === 1 ? 0 : texts.lengthOf(slot)
        writeVarint(sink, length)
        ensureBytes(sink, length)
        const to = sink.usedBytes
        for (let byte = 0; byte < length; byte++) sink.bytes[to + byte] = bytes[start + byte] ?? 0
        sink.usedBytes = to + length
      }
    },
  }
}
