// What the values of a pool count in their column's total: read from the bytes that they have in a row.
import { crc32 } from 'node:zlib'
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { encodeValue } from '../encode/rowbinary/encode-value.ts'
import type { TotalKind } from './column-totals.ts'
import { uuidFingerprint } from './uuid-fingerprint.ts'

/** NULL counts nothing. */
export function poolNumbers(values: readonly ColumnValue[], type: ColumnType, kind: TotalKind): bigint[] {
  const of = bareType(type)
  return values.map((value) => (value === null ? 0n : numberOf(value, of, kind)))
}

function numberOf(value: ColumnValue, type: ColumnType, kind: TotalKind): bigint {
  // Without the length that stands before a text in a row.
  if (type.kind === 'String' && typeof value === 'string') return BigInt(crc32(value))
  const bytes = encodeValue(value, type)
  switch (kind) {
    case 'checksums':
      return BigInt(crc32(bytes))
    case 'fingerprint':
      return BigInt(uuidFingerprint(new Uint32Array(bytes.buffer), 0))
    case 'sum':
      return isSigned(type) ? BigInt.asIntN(bytes.byteLength * 8, littleEndian(bytes)) : littleEndian(bytes)
    case 'bits':
      return littleEndian(bytes)
  }
}

function isSigned({ kind }: ColumnType): boolean {
  return /^(?:Int|Decimal|Enum|Date32|DateTime64)/.test(kind)
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
