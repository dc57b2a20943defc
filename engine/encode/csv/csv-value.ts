// One value as a field of CSV, for what is encoded once: values of pools.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { createByteSink } from '../rowbinary/byte-sink.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { csvField, nullField } from './csv-field.ts'
import { valueText } from './value-text.ts'

/** Throws `ColumnValueError` when the type cannot hold the value. */
export function csvValue(value: ColumnValue, type: ColumnType): Uint8Array {
  if (value === null && isNullable(type)) return Buffer.from(nullField)
  const sink = createByteSink()
  writeValue(sink, value, type)
  return Buffer.from(csvField(valueText({ view: sink.view, offset: 0 }, type)), 'latin1')
}

function isNullable(type: ColumnType): boolean {
  return type.kind === 'Nullable' || (type.kind === 'LowCardinality' && type.inner.kind === 'Nullable')
}
