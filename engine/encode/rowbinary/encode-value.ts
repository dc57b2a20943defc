// The RowBinary bytes of one value on its own: for value pools, which copy them many times.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { copyWritten, createByteSink } from './byte-sink.ts'
import { writeValue } from './write-value.ts'

/** Throws `ColumnValueError` when the type cannot hold the value. */
export function encodeValue(value: ColumnValue, type: ColumnType): Uint8Array<ArrayBuffer> {
  const sink = createByteSink(64)
  writeValue(sink, value, type)
  return copyWritten(sink)
}
