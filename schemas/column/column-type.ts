// The ClickHouse column types Millrace can write, as plain values: one union, from which everything else is derived.

/** Kinds whose values all take the same number of bytes, in both RowBinary and Native. */
export const fixedWidthBytes = {
  Int8: 1,
  Int16: 2,
  Int32: 4,
  Int64: 8,
  Int128: 16,
  Int256: 32,
  UInt8: 1,
  UInt16: 2,
  UInt32: 4,
  UInt64: 8,
  UInt128: 16,
  UInt256: 32,
  Float32: 4,
  Float64: 8,
  Bool: 1,
  UUID: 16,
  Date: 2,
  Date32: 4,
  DateTime: 4,
  DateTime64: 8,
  Decimal32: 4,
  Decimal64: 8,
  Decimal128: 16,
  Decimal256: 32,
  Enum8: 1,
  Enum16: 2,
  IPv4: 4,
  IPv6: 16,
} as const

export type FixedKind = keyof typeof fixedWidthBytes

type PlainKind = Exclude<FixedKind, 'DateTime' | 'DateTime64' | DecimalKind | 'Enum8' | 'Enum16'>
export type DecimalKind = 'Decimal32' | 'Decimal64' | 'Decimal128' | 'Decimal256'

/** Decimal digits that each width holds, before and after the point together. */
export const decimalDigits = { Decimal32: 9, Decimal64: 18, Decimal128: 38, Decimal256: 76 } as const satisfies Record<
  DecimalKind,
  number
>

export type ColumnType =
  | { readonly kind: PlainKind | 'String' }
  | { readonly kind: 'DateTime'; readonly timeZone?: string }
  | { readonly kind: 'DateTime64'; readonly precision: number; readonly timeZone?: string }
  | { readonly kind: DecimalKind; readonly scale: number }
  | { readonly kind: 'Enum8' | 'Enum16'; readonly values: Readonly<Record<string, number>> }
  | { readonly kind: 'FixedString'; readonly lengthBytes: number }
  | { readonly kind: 'Nullable'; readonly inner: ColumnType }
  | { readonly kind: 'LowCardinality'; readonly inner: ColumnType }
  | { readonly kind: 'Array'; readonly inner: ColumnType }
  | { readonly kind: 'Tuple'; readonly elements: readonly ColumnType[]; readonly names?: readonly string[] }
  | { readonly kind: 'Map'; readonly key: ColumnType; readonly value: ColumnType }

export type ColumnKind = ColumnType['kind']

/** The column type of one kind, with that kind's parameters. */
export type ColumnTypeOf<Kind extends ColumnKind> = TypeOfKind<ColumnType, Kind>
// Not Extract: a member of the union that stands for several kinds is not assignable to one of them.
type TypeOfKind<Type extends ColumnType, Kind extends ColumnKind> = Type extends ColumnType
  ? Kind extends Type['kind']
    ? Type & { readonly kind: Kind }
    : never
  : never

/** Bytes of one value, or undefined when values differ in length. */
export function widthBytes(type: ColumnType): number | undefined {
  if (type.kind === 'FixedString') return type.lengthBytes
  return isFixedKind(type.kind) ? fixedWidthBytes[type.kind] : undefined
}

export function isFixedKind(kind: ColumnKind): kind is FixedKind {
  return Object.hasOwn(fixedWidthBytes, kind)
}
