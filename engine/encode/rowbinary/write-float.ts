// Writers of Float32 and Float64: IEEE 754, little-endian, with NaN, both infinities and both zeros.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

/** Takes a number, rounded to the nearest float; a finite one may not become infinite. */
export function writeFloat32(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Float32'>): void {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Number.isFinite(Math.fround(value))))
    throw new ColumnValueError(value, type, 'a number up to ±3.4028235e38, NaN or ±Infinity')
  ensureBytes(sink, 4)
  sink.view.setFloat32(sink.usedBytes, value, true)
  sink.usedBytes += 4
}

/** Takes any number. */
export function writeFloat64(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Float64'>): void {
  if (typeof value !== 'number') throw new ColumnValueError(value, type, 'a number')
  ensureBytes(sink, 8)
  sink.view.setFloat64(sink.usedBytes, value, true)
  sink.usedBytes += 8
}
