// Writers of String (length, bytes) and FixedString (bytes, filled up with zeros).
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes, writeBytes, writeText, writeVarint } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

/** Takes text, written as UTF-8, or bytes. */
export function writeString(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'String'>): void {
  if (typeof value === 'string') {
    writeText(sink, value)
  } else if (value instanceof Uint8Array) {
    writeVarint(sink, value.byteLength)
    writeBytes(sink, value)
  } else {
    throw new ColumnValueError(value, type, 'a string or a Uint8Array')
  }
}

/** Takes text or bytes of at most `lengthBytes` bytes. */
export function writeFixedString(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'FixedString'>): void {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  if (!(bytes instanceof Uint8Array) || bytes.byteLength > type.lengthBytes)
    throw new ColumnValueError(value, type, `a string or a Uint8Array of at most ${type.lengthBytes} bytes`)
  ensureBytes(sink, type.lengthBytes)
  sink.bytes.set(bytes, sink.usedBytes)
  // The room may hold what an earlier, taken-back value left there.
  sink.bytes.fill(0, sink.usedBytes + bytes.byteLength, sink.usedBytes + type.lengthBytes)
  sink.usedBytes += type.lengthBytes
}
