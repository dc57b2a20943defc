// Native data of a nullable column: the null map, then a value for every row. Under NULL stands the default, as in what
// ClickHouse makes of RowBinary: it is stored, and compresses best.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { defaultValue } from '../native/default-value.ts'
import { ensureBytes, writeBytes, type ByteSink } from '../rowbinary/byte-sink.ts'
import { encodeValue } from '../rowbinary/encode-value.ts'
import { codeColumnWriter } from './code-column-writer.ts'
import type { ColumnLoops } from './column-loops.ts'
import type { ColumnWriter } from './column-writer.ts'
import { textColumnWriter } from './text-column-writer.ts'

/** `inner`: what the column is of if not NULL. `writerOf`: makes the writer of a layout whose values have one width. */
export function nullableColumnWriter(
  inner: ColumnType,
  { nulls, of }: Extract<DrawnColumn, { layout: 'nullable' }>,
  rowSlots: RowSlots,
  loops: ColumnLoops,
  writerOf: (type: ColumnType, drawn: DrawnColumn) => ColumnWriter,
): ColumnWriter {
  const { slots } = rowSlots
  const writer =
    of.layout === 'codes'
      ? codeColumnWriter(inner, of, rowSlots, loops, nulls)
      : of.layout === 'texts'
        ? textColumnWriter(of, rowSlots, nulls)
        : withDefaults(writerOf(inner, of), encodeValue(defaultValue(inner), inner), nulls, rowSlots)
  return {
    write(sink, rowCount) {
      if (rowSlots.slotPer === 'row') writeBytes(sink, nulls.subarray(0, rowCount))
      else gather(sink, nulls, slots, rowCount)
      writer.write(sink, rowCount)
    },
  }
}

function gather(sink: ByteSink, nulls: Uint8Array, slots: Uint32Array, rowCount: number): void {
  ensureBytes(sink, rowCount)
  const { bytes, usedBytes } = sink
  for (let row = 0; row < rowCount; row++) bytes[usedBytes + row] = nulls[slots[row] ?? 0] ?? 0
  sink.usedBytes += rowCount
}

function withDefaults(
  of: ColumnWriter,
  filler: Uint8Array,
  nulls: Uint8Array,
  { slots, slotPer }: RowSlots,
): ColumnWriter {
  const width = filler.byteLength
  return {
    write(sink, rowCount) {
      const start = sink.usedBytes
      of.write(sink, rowCount)
      const { bytes } = sink
      const fill = (row: number): void => {
        for (let i = 0; i < width; i++) bytes[start + row * width + i] = filler[i] ?? 0
      }
      if (slotPer === 'row') {
        forEachNull(nulls, rowCount, fill)
      } else {
        for (let row = 0; row < rowCount; row++) if (nulls[slots[row] ?? 0] === 1) fill(row)
      }
    },
  }
}

/** Mostly there are few: four rows at a time are passed over. */
function forEachNull(nulls: Uint8Array, rowCount: number, visit: (row: number) => void): void {
  const fours = new Uint32Array(nulls.buffer, nulls.byteOffset, nulls.byteLength >>> 2)
  for (let row = 0; row < rowCount; row += 4) {
    if (fours[row >>> 2] === 0) continue
    for (let one = row; one < Math.min(row + 4, rowCount); one++) if (nulls[one] === 1) visit(one)
  }
}
