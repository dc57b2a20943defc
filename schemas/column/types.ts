// Short constructors, so that a dataset definition reads like its DDL.
import type { ColumnType, ColumnTypeOf, DecimalKind, FixedKind } from './column-type.ts'

type Plain = Exclude<FixedKind, 'DateTime' | 'DateTime64' | DecimalKind | 'Enum8' | 'Enum16'> | 'String'

const plain = <Kind extends Plain>(kind: Kind) => ({ kind }) as const

export const int8 = plain('Int8')
export const int16 = plain('Int16')
export const int32 = plain('Int32')
export const int64 = plain('Int64')
export const int128 = plain('Int128')
export const int256 = plain('Int256')
export const uint8 = plain('UInt8')
export const uint16 = plain('UInt16')
export const uint32 = plain('UInt32')
export const uint64 = plain('UInt64')
export const uint128 = plain('UInt128')
export const uint256 = plain('UInt256')
export const float32 = plain('Float32')
export const float64 = plain('Float64')
export const bool = plain('Bool')
export const string = plain('String')
export const uuid = plain('UUID')
export const date = plain('Date')
export const date32 = plain('Date32')
export const ipv4 = plain('IPv4')
export const ipv6 = plain('IPv6')

export const fixedString = (lengthBytes: number) => ({ kind: 'FixedString', lengthBytes }) as const
export const dateTime = (timeZone?: string): ColumnTypeOf<'DateTime'> =>
  timeZone === undefined ? { kind: 'DateTime' } : { kind: 'DateTime', timeZone }
export const dateTime64 = (precision: number, timeZone?: string): ColumnTypeOf<'DateTime64'> =>
  timeZone === undefined ? { kind: 'DateTime64', precision } : { kind: 'DateTime64', precision, timeZone }
export const enum8 = (values: Readonly<Record<string, number>>) => ({ kind: 'Enum8', values }) as const
export const enum16 = (values: Readonly<Record<string, number>>) => ({ kind: 'Enum16', values }) as const
export const nullable = <Inner extends ColumnType>(inner: Inner) => ({ kind: 'Nullable', inner }) as const
export const lowCardinality = <Inner extends ColumnType>(inner: Inner) => ({ kind: 'LowCardinality', inner }) as const
export const array = <Inner extends ColumnType>(inner: Inner) => ({ kind: 'Array', inner }) as const
export const tuple = <const Elements extends readonly ColumnType[]>(...elements: Elements) =>
  ({ kind: 'Tuple', elements }) as const
export const namedTuple = <const Elements extends readonly ColumnType[]>(
  names: readonly string[],
  ...elements: Elements
) => ({ kind: 'Tuple', elements, names }) as const
export const map = <Key extends ColumnType, Value extends ColumnType>(key: Key, value: Value) =>
  ({ kind: 'Map', key, value }) as const

/** Decimal(precision, scale) in the narrowest of the four widths that holds the precision (9, 18, 38, 76 digits). */
export function decimal(precision: number, scale: number): ColumnTypeOf<DecimalKind> {
  if (precision <= 9) return { kind: 'Decimal32', scale }
  if (precision <= 18) return { kind: 'Decimal64', scale }
  if (precision <= 38) return { kind: 'Decimal128', scale }
  return { kind: 'Decimal256', scale }
}
