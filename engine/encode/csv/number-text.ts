// How a drawn number reads as text in its column's type: one form for each kind that holds numbers.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { asciiText } from './ascii-text.ts'
import { csvField } from './csv-field.ts'
import { decimalText } from './decimal-text.ts'
import { float32Text, float64Text } from './float-text.ts'
import { dateText, dateTimeText } from './time-text.ts'

/** Writes into bytes that are there already: exactly as many as `lengthBytes` says. */
export interface NumberText {
  lengthBytes(value: number): number
  put(out: DataView, offset: number, value: number): void
}

/** Of values as samplers draw them, before the column's factor. Throws `RangeError` for a kind that does not hold numbers. */
export function numberText(type: ColumnType): NumberText {
  switch (type.kind) {
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'Int64':
    case 'Int128':
    case 'Int256':
    case 'UInt8':
    case 'UInt16':
    case 'UInt32':
    case 'UInt64':
    case 'UInt128':
    case 'UInt256':
      return decimalText(0)
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return decimalText(type.scale)
    case 'Float32':
      return float32Text()
    case 'Float64':
      return float64Text
    case 'Date':
    case 'Date32':
      return dateText()
    case 'DateTime':
      return dateTimeText(0, type.timeZone)
    case 'DateTime64':
      return dateTimeText(type.precision, type.timeZone)
    case 'Bool':
      return asciiText((value) => (value === 0 ? 'false' : 'true'))
    case 'Enum8':
    case 'Enum16': {
      const names = new Map(Object.entries(type.values).map(([name, code]) => [code, name]))
      return asciiText((value) => csvField(Buffer.from(names.get(value) ?? '').toString('latin1')))
    }
    case 'IPv4':
      return asciiText(dottedAddress)
    default:
      throw new RangeError(`${type.kind} does not hold numbers`)
  }
}

function dottedAddress(address: number): string {
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join('.')
}
