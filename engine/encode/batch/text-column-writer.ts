// Native data of a column that has a text of its own for every slot: each with its length before it.
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import type { TextBuffer } from '../../generate/template/text-buffer.ts'
import { ensureBytes, writeByte, writeBytes, type ByteSink } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'

/** Where `nulls` (by slot) has 1 stands an empty text: NULL itself is written by others. */
export function textColumnWriter(
  { texts }: Extract<DrawnColumn, { layout: 'texts' }>,
  { slots, slotPer }: RowSlots,
  nulls?: Uint8Array,
): ColumnWriter {
  return {
    write(sink, rowCount) {
      if (slotPer === 'row' && nulls === undefined) writeBytes(sink, texts.firstTexts(rowCount))
      else {
        for (let row = 0; row < rowCount; row++) {
          const slot = slots[row] ?? 0
          if (nulls?.[slot] === 1) writeByte(sink, 0)
          else writeText(sink, texts, slot)
        }
      }
    },
  }
}

function writeText(sink: ByteSink, texts: TextBuffer, slot: number): void {
  const start = texts.entryStartOf(slot)
  const byteCount = texts.entryBytesOf(slot)
  ensureBytes(sink, byteCount)
  const { bytes, usedBytes } = sink
  for (let byte = 0; byte < byteCount; byte++) bytes[usedBytes + byte] = texts.bytes[start + byte] ?? 0
  sink.usedBytes = usedBytes + byteCount
}
