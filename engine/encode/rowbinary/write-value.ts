// Writes one value of any column as RowBinary: the table of writers, one for each kind, and the way in to it.
// Format: https://clickhouse.com/docs/interfaces/formats/RowBinary; golden bytes in the tests come from a live server.
import type { ColumnKind, ColumnType, ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, writeByte, writeVarint } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'
import { isList, isMap } from './nested-value.ts'
import { writeBool } from './write-bool.ts'
import { writeDate, writeDate32 } from './write-date.ts'
import { writeDateTime, writeDateTime64 } from './write-date-time.ts'
import { writeDecimal } from './write-decimal.ts'
import { writeEnum16, writeEnum8 } from './write-enum.ts'
import { writeFloat32, writeFloat64 } from './write-float.ts'
import { writeBigInteger, writeSmallInteger } from './write-integer.ts'
import { writeIpv4, writeIpv6 } from './write-ip.ts'
import { writeFixedString, writeString } from './write-string.ts'
import { writeUuid } from './write-uuid.ts'

/** A new column kind does not compile until it has its writer here. */
export const writers = {
  Int8: writeSmallInteger,
  Int16: writeSmallInteger,
  Int32: writeSmallInteger,
  Int64: writeBigInteger,
  Int128: writeBigInteger,
  Int256: writeBigInteger,
  UInt8: writeSmallInteger,
  UInt16: writeSmallInteger,
  UInt32: writeSmallInteger,
  UInt64: writeBigInteger,
  UInt128: writeBigInteger,
  UInt256: writeBigInteger,
  Float32: writeFloat32,
  Float64: writeFloat64,
  Bool: writeBool,
  String: writeString,
  FixedString: writeFixedString,
  UUID: writeUuid,
  Date: writeDate,
  Date32: writeDate32,
  DateTime: writeDateTime,
  DateTime64: writeDateTime64,
  Decimal32: writeDecimal,
  Decimal64: writeDecimal,
  Decimal128: writeDecimal,
  Decimal256: writeDecimal,
  Enum8: writeEnum8,
  Enum16: writeEnum16,
  IPv4: writeIpv4,
  IPv6: writeIpv6,
  Nullable: writeNullable,
  LowCardinality: writeLowCardinality,
  Array: writeArray,
  Tuple: writeTuple,
  Map: writeMap,
} satisfies { [Kind in ColumnKind]: (sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<Kind>) => void }

/**
 * Appends one value. Throws `ColumnValueError` when the type cannot hold it; part of a nested value may then have been
 * written already: set `usedBytes` back to where it was.
 */
export function writeValue(sink: ByteSink, value: ColumnValue, type: ColumnType): void {
  // `never`: the compiler cannot see that the writer taken by a kind and the type of that kind belong together.
  const write: (sink: ByteSink, value: ColumnValue, type: never) => void = writers[type.kind]
  write(sink, value, type as never)
}

function writeNullable(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Nullable'>): void {
  writeByte(sink, value === null ? 1 : 0)
  if (value !== null) writeValue(sink, value, type.inner)
}

// The dictionary exists only in storage and in Native.
function writeLowCardinality(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'LowCardinality'>): void {
  writeValue(sink, value, type.inner)
}

function writeArray(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Array'>): void {
  if (!isList(value)) throw new ColumnValueError(value, type, 'an array')
  writeVarint(sink, value.length)
  for (const element of value) writeValue(sink, element, type.inner)
}

function writeTuple(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Tuple'>): void {
  if (!isList(value) || value.length !== type.elements.length)
    throw new ColumnValueError(value, type, `an array of ${type.elements.length}`)
  for (const [i, element] of type.elements.entries()) writeValue(sink, value[i] ?? null, element)
}

function writeMap(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Map'>): void {
  if (!isMap(value)) throw new ColumnValueError(value, type, 'a Map')
  writeVarint(sink, value.size)
  for (const [key, mapped] of value) {
    writeValue(sink, key, type.key)
    writeValue(sink, mapped, type.value)
  }
}
