// Any value as the text that ClickHouse reads it from, made of its RowBinary: once for each value of a pool.
import {
  fixedWidthBytes,
  type ColumnKind,
  type ColumnType,
  type ColumnTypeOf,
  type DecimalKind,
  type FixedKind,
} from '@millrace/schemas/column/column-type.ts'
import { quoteString } from '@millrace/schemas/column/quote-string.ts'
import { longFloatText } from './float-text.ts'
import { take, takeInteger, takeIsNull, takeText, takeVarint, type ValueCursor } from './value-cursor.ts'

const dayMs = 86_400_000

/** A new column kind does not compile until it has its reader here. Texts have one character for each byte. */
const readers = {
  Int8: signedText,
  Int16: signedText,
  Int32: signedText,
  Int64: signedText,
  Int128: signedText,
  Int256: signedText,
  UInt8: unsignedText,
  UInt16: unsignedText,
  UInt32: unsignedText,
  UInt64: unsignedText,
  UInt128: unsignedText,
  UInt256: unsignedText,
  Float32: (cursor) => longFloatText(cursor.view.getFloat32(take(cursor, 4), true)),
  Float64: (cursor) => longFloatText(cursor.view.getFloat64(take(cursor, 8), true)),
  Bool: (cursor) => (cursor.view.getUint8(take(cursor, 1)) === 0 ? 'false' : 'true'),
  String: (cursor) => takeText(cursor, takeVarint(cursor)),
  // ClickHouse fills it up with zeros again.
  FixedString: (cursor, { lengthBytes }) => takeText(cursor, lengthBytes).replace(/\0+$/, ''),
  UUID: (cursor) => {
    const hex = [takeInteger(cursor, 8, false), takeInteger(cursor, 8, false)].map((half) =>
      half.toString(16).padStart(16, '0'),
    )
    return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  },
  Date: (cursor) => isoDate(cursor.view.getUint16(take(cursor, 2), true)),
  Date32: (cursor) => isoDate(cursor.view.getInt32(take(cursor, 4), true)),
  DateTime: (cursor, { timeZone }) => momentText(takeInteger(cursor, 4, false), 0, timeZone),
  DateTime64: (cursor, { precision, timeZone }) => momentText(takeInteger(cursor, 8, true), precision, timeZone),
  Decimal32: decimalText,
  Decimal64: decimalText,
  Decimal128: decimalText,
  Decimal256: decimalText,
  Enum8: (cursor, { values }) => nameOf(values, cursor.view.getInt8(take(cursor, 1))),
  Enum16: (cursor, { values }) => nameOf(values, cursor.view.getInt16(take(cursor, 2), true)),
  IPv4: (cursor) => {
    const address = cursor.view.getUint32(take(cursor, 4), true)
    return [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join('.')
  },
  IPv6: (cursor) => Array.from({ length: 8 }, () => cursor.view.getUint16(take(cursor, 2)).toString(16)).join(':'),
  Nullable: (cursor, { inner }) => (takeIsNull(cursor) ? 'NULL' : valueText(cursor, inner)),
  LowCardinality: (cursor, { inner }) => valueText(cursor, inner),
  Array: (cursor, { inner }) =>
    `[${Array.from({ length: takeVarint(cursor) }, () => nestedText(cursor, inner)).join(',')}]`,
  Tuple: (cursor, { elements }) => `(${elements.map((element) => nestedText(cursor, element)).join(',')})`,
  Map: (cursor, type) => {
    const pair = (): string => {
      const key = nestedText(cursor, type.key)
      return `${key}:${nestedText(cursor, type.value)}`
    }
    return `{${Array.from({ length: takeVarint(cursor) }, pair).join(',')}}`
  },
} satisfies { [Kind in ColumnKind]: (cursor: ValueCursor, type: ColumnTypeOf<Kind>) => string }

/** Kinds that stand in quotes within another value. */
const quotedKinds: ReadonlySet<ColumnKind> = new Set([
  'String',
  'FixedString',
  'UUID',
  'Date',
  'Date32',
  'DateTime',
  'DateTime64',
  'Enum8',
  'Enum16',
  'IPv4',
  'IPv6',
])

export function valueText(cursor: ValueCursor, type: ColumnType): string {
  // `never`: the compiler cannot see that the reader taken by a kind and the type of that kind belong together.
  const read: (cursor: ValueCursor, type: never) => string = readers[type.kind]
  return read(cursor, type as never)
}

function nestedText(cursor: ValueCursor, type: ColumnType): string {
  if (type.kind === 'LowCardinality') return nestedText(cursor, type.inner)
  if (type.kind === 'Nullable') return takeIsNull(cursor) ? 'NULL' : nestedText(cursor, type.inner)
  const text = valueText(cursor, type)
  return quotedKinds.has(type.kind) ? quoteString(text) : text
}

function signedText(cursor: ValueCursor, { kind }: { readonly kind: FixedKind }): string {
  return String(takeInteger(cursor, fixedWidthBytes[kind], true))
}

function unsignedText(cursor: ValueCursor, { kind }: { readonly kind: FixedKind }): string {
  return String(takeInteger(cursor, fixedWidthBytes[kind], false))
}

function decimalText(cursor: ValueCursor, { kind, scale }: ColumnTypeOf<DecimalKind>): string {
  return pointed(takeInteger(cursor, fixedWidthBytes[kind], true), scale)
}

function pointed(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function isoDate(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** As `time-text.ts` writes drawn times. */
function momentText(ticks: bigint, precision: number, timeZone: string | undefined): string {
  if (timeZone !== 'UTC') return pointed(ticks, precision)
  const perSecond = 10n ** BigInt(precision)
  const fraction = ((ticks % perSecond) + perSecond) % perSecond
  const seconds = Number((ticks - fraction) / perSecond)
  const time = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
  return precision === 0 ? time : `${time}.${String(fraction).padStart(precision, '0')}`
}

function nameOf(values: Readonly<Record<string, number>>, code: number): string {
  const name = Object.entries(values).find(([, each]) => each === code)?.[0] ?? ''
  return Buffer.from(name).toString('latin1')
}
