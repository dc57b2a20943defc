// What is added up over a column, the same way from the generator and by the server: whole numbers, times, truth values and
// enums as a sum, floats as the sum of their bits (their own depends on the order of the rows), UUIDs as a fingerprint that does
// not depend on the order, texts and everything else as the sum of the CRC-32 of their bytes.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'

/** Odd multipliers of the four words of a fingerprint (Weyl and xxHash primes). */
export const fingerprintFactors = [0x9e37_79b1, 0x85eb_ca77, 0xc2b2_ae3d, 0x27d4_eb2f] as const

export type TotalKind = 'sum' | 'bits' | 'checksums' | 'fingerprint'

export interface ColumnTotal {
  readonly kind: TotalKind
  /** SQL expression that yields the total as text. */
  readonly sql: string
}

export function columnTotal(name: string, type: ColumnType): ColumnTotal {
  const column = quoteName(name)
  const inner = bareType(type)
  const summed = (value: string): string => `toString(sum(toInt256(${value})))`
  const sum = (value: string): ColumnTotal => ({ kind: 'sum', sql: summed(value) })
  const bits = (value: string): ColumnTotal => ({ kind: 'bits', sql: summed(value) })
  switch (inner.kind) {
    case 'String':
    case 'FixedString':
      return { kind: 'checksums', sql: summed(`CRC32(${column})`) }
    case 'UUID':
      return { kind: 'fingerprint', sql: uuidFingerprintSql(column) }
    case 'DateTime64':
      return sum(`reinterpretAsInt64(${column})`)
    case 'DateTime':
    case 'IPv4':
      return sum(`toUInt32(${column})`)
    case 'Date':
      return sum(`toUInt16(${column})`)
    case 'Date32':
      return sum(`toInt32(${column})`)
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return { kind: 'sum', sql: `replaceOne(toDecimalString(sum(${column}), ${inner.scale}), '.', '')` }
    case 'Bool':
      return sum(`toUInt8(${column})`)
    case 'Enum8':
    case 'Enum16':
      return sum(`toInt16(${column})`)
    case 'Float32':
      return bits(`reinterpretAsUInt32(${column})`)
    case 'Float64':
      return bits(`reinterpretAsUInt64(${column})`)
    case 'Array':
    case 'Map':
    case 'Tuple':
    case 'IPv6': {
      const checksum = `CRC32(formatRow('RowBinary', assumeNotNull(${column})))`
      return { kind: 'checksums', sql: summed(`if(isNull(${column}), 0, ${checksum})`) }
    }
    default:
      return sum(column)
  }
}

function uuidFingerprintSql(column: string): string {
  const half = (number: 0 | 64): string => `bitShiftRight(toUInt128(${column}), ${64 - number})`
  const words = [half(0), `bitShiftRight(${half(0)}, 32)`, half(64), `bitShiftRight(${half(64)}, 32)`]
  const mixed = words.map(
    (word, i) => `toUInt32(bitAnd(bitAnd(${word}, 4294967295) * ${fingerprintFactors[i] ?? 0}, 4294967295))`,
  )
  return `toString(sum(${mixed.reduce((mix, word) => `bitXor(${mix}, ${word})`)}))`
}
