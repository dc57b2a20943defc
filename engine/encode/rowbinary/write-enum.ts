// Writers of Enum8 and Enum16: the code of the name.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

/** Takes a name of the enum, or one of its codes. */
export function writeEnum8(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Enum8'>): void {
  const code = codeOf(value, type)
  ensureBytes(sink, 1)
  sink.view.setInt8(sink.usedBytes, code)
  sink.usedBytes += 1
}

/** Takes a name of the enum, or one of its codes. */
export function writeEnum16(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Enum16'>): void {
  const code = codeOf(value, type)
  ensureBytes(sink, 2)
  sink.view.setInt16(sink.usedBytes, code, true)
  sink.usedBytes += 2
}

function codeOf(value: ColumnValue, type: ColumnTypeOf<'Enum8' | 'Enum16'>): number {
  if (typeof value === 'string' && Object.hasOwn(type.values, value)) {
    const code = type.values[value]
    if (code !== undefined) return code
  }
  if (typeof value === 'number' && Object.values(type.values).includes(value)) return value
  throw new ColumnValueError(value, type, 'one of its names or codes')
}
