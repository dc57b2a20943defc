// Native data of a number column.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { ensureBytes } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'
import { numberForm, putInt64, putNumber, type NumberForm } from './put-number.ts'

export function numberColumnWriter(
  type: ColumnType,
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  slots: Uint32Array,
): ColumnWriter {
  const form = numberForm(type)
  const width = widthBytes(type) ?? 0
  const put = loops.get(form) ?? putNumbers
  return {
    write(sink, rowCount) {
      ensureBytes(sink, rowCount * width)
      put(sink.view, sink.usedBytes, { values, slots, factor, form, width }, rowCount)
      sink.usedBytes += rowCount * width
    },
  }
}

type PutNumbers = (out: DataView, offset: number, numbers: Numbers, rowCount: number) => void

/** The widths that most columns have get loops of their own: a branch less for each row, and it shows. */
const loops = new Map<NumberForm, PutNumbers>([
  [8, putInt64s],
  [4, putUint32s],
  [2, putUint16s],
  [1, putUint8s],
  ['float64', putFloat64s],
  ['float32', putFloat32s],
])

interface Numbers {
  readonly values: Float64Array
  readonly slots: Uint32Array
  readonly factor: number
  readonly form: NumberForm
  readonly width: number
}

function putInt64s(out: DataView, offset: number, { values, slots, factor }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) putInt64(out, offset + row * 8, values[slots[row] ?? 0] ?? 0, factor)
}

function putUint32s(out: DataView, offset: number, { values, slots }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) out.setUint32(offset + row * 4, values[slots[row] ?? 0] ?? 0, true)
}

function putUint16s(out: DataView, offset: number, { values, slots }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) out.setUint16(offset + row * 2, values[slots[row] ?? 0] ?? 0, true)
}

function putUint8s(out: DataView, offset: number, { values, slots }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) out.setUint8(offset + row, values[slots[row] ?? 0] ?? 0)
}

function putFloat64s(out: DataView, offset: number, { values, slots }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) out.setFloat64(offset + row * 8, values[slots[row] ?? 0] ?? 0, true)
}

function putFloat32s(out: DataView, offset: number, { values, slots }: Numbers, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) out.setFloat32(offset + row * 4, values[slots[row] ?? 0] ?? 0, true)
}

function putNumbers(out: DataView, offset: number, numbers: Numbers, rowCount: number): void {
  const { values, slots, factor, form, width } = numbers
  for (let row = 0; row < rowCount; row++) {
    putNumber(out, offset + row * width, form, values[slots[row] ?? 0] ?? 0, factor)
  }
}
