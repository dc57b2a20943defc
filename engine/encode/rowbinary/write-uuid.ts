// Writer of UUID: the two halves of the text's 16 bytes, each turned around to little-endian.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Takes text of the form 8-4-4-4-12, in either case. */
export function writeUuid(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'UUID'>): void {
  if (typeof value !== 'string' || !uuidPattern.test(value))
    throw new ColumnValueError(value, type, 'text such as 61f0c404-5cb3-11e7-907b-a6006ad3dba0')
  const hex = value.replaceAll('-', '')
  ensureBytes(sink, 16)
  for (const half of [hex.slice(0, 16), hex.slice(16)]) {
    sink.view.setBigUint64(sink.usedBytes, BigInt(`0x${half}`), true)
    sink.usedBytes += 8
  }
}
