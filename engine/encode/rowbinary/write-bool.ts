// Writer of Bool: one byte, 0 or 1.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, writeByte } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

/** Takes true or false, nothing that merely resembles one. */
export function writeBool(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Bool'>): void {
  if (typeof value !== 'boolean') throw new ColumnValueError(value, type, 'true or false')
  writeByte(sink, value ? 1 : 0)
}
