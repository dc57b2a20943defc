// Native data of a number column, put together a piece of rows at a time.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { ensureBytes } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'
import { numberForm, putInt64, putNumber, type NumberForm } from './put-number.ts'
import { rowPiece, writeRowPiece } from './row-piece.ts'

export function numberColumnWriter(
  type: ColumnType,
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  { slots, slotPer }: RowSlots,
): ColumnWriter {
  const form = numberForm(type)
  const width = widthBytes(type) ?? 0
  const fill = pieceFiller(form, factor, width)
  const gathered = new Float64Array(slotPer === 'row' ? 0 : hotLoopRows)
  return {
    write(sink, rowCount) {
      ensureBytes(sink, rowCount * width)
      for (let from = 0; from < rowCount; from += hotLoopRows) {
        const count = Math.min(rowCount - from, hotLoopRows)
        if (slotPer === 'row') fill(values, from, count)
        else {
          gather(gathered, values, slots, from, count)
          fill(gathered, 0, count)
        }
        writeRowPiece(sink, count * width)
      }
    },
  }
}

function gather(out: Float64Array, values: Float64Array, slots: Uint32Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) out[i] = values[slots[from + i] ?? 0] ?? 0
}

const { bytes, uint16s, uint32s, float32s, float64s, view } = rowPiece

/** Puts so many values, from one on, into the piece. */
type FillPiece = (values: Float64Array, from: number, count: number) => void

/** The widths that most columns have get loops of their own: a branch less for each row, and it shows. */
function pieceFiller(form: NumberForm, factor: number, width: number): FillPiece {
  switch (form) {
    case 1:
      return fillUint8s
    case 2:
      return fillUint16s
    case 4:
      return fillUint32s
    case 8:
      return factor === 1 ? fillInt64s : (values, from, count) => fillMultiples(values, from, count, factor)
    case 'float32':
      return fillFloat32s
    case 'float64':
      return fillFloat64s
    default:
      return (values, from, count) => {
        for (let i = 0; i < count; i++) putNumber(view, i * width, form, values[from + i] ?? 0, factor)
      }
  }
}

function fillUint8s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) bytes[i] = values[from + i] ?? 0
}

function fillUint16s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) uint16s[i] = values[from + i] ?? 0
}

function fillUint32s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) uint32s[i] = values[from + i] ?? 0
}

function fillFloat32s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) float32s[i] = values[from + i] ?? 0
}

function fillFloat64s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) float64s[i] = values[from + i] ?? 0
}

function fillInt64s(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[from + i] ?? 0
    uint32s[2 * i] = value // what is above 32 bits is left out, of negative numbers as well
    uint32s[2 * i + 1] = Math.floor(value / 2 ** 32)
  }
}

function fillMultiples(values: Float64Array, from: number, count: number, factor: number): void {
  for (let i = 0; i < count; i++) putInt64(view, i * 8, values[from + i] ?? 0, factor)
}
