// The numbers that a column type holds, as far as a generator can make them: whole ones up to 2^53 - 1.
import type { ColumnType } from './column-type.ts'

export interface NumberRange {
  readonly min: number
  readonly max: number
}

const safe: NumberRange = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
const signed = (bits: number): NumberRange => ({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
const unsigned = (bits: number): NumberRange => ({ min: 0, max: 2 ** bits - 1 })

/** Of a Decimal in units of its last digit, of times in ticks. Floats have no range of their own. */
export function numberRange(type: ColumnType): NumberRange | undefined {
  switch (type.kind) {
    case 'Float32':
    case 'Float64':
      return undefined
    case 'Int8':
    case 'Enum8':
      return signed(8)
    case 'Int16':
    case 'Enum16':
      return signed(16)
    case 'Int32':
      return signed(32)
    case 'UInt8':
      return unsigned(8)
    case 'UInt16':
    case 'Date':
      return unsigned(16)
    case 'UInt32':
    case 'DateTime':
    case 'IPv4':
      return unsigned(32)
    case 'UInt64':
    case 'UInt128':
    case 'UInt256':
      return { ...safe, min: 0 }
    case 'Bool':
      return { min: 0, max: 1 }
    case 'Date32':
      return { min: -25_567, max: 120_529 } // 1900-01-01 to 2299-12-31
    case 'Decimal32':
      return { min: -999_999_999, max: 999_999_999 }
    default:
      return safe
  }
}
