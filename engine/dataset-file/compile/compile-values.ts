// Values of a choice, in the form that their type takes.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { ColumnValueError } from '../../encode/rowbinary/column-value-error.ts'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'
import { errorMessage } from '../../errors/error-message.ts'
import type { Problem, Spot } from '../problems/problem.ts'

/** As the ledger keeps it: in JSON, which has no bigint. */
export type PlainValue = string | number | boolean | null

/** What stands as a key is text: of a number or a truth value, its own text. */
export function valueOfKey(key: string, type: ColumnType): PlainValue {
  switch (type.kind) {
    case 'Nullable':
    case 'LowCardinality':
      return valueOfKey(key, type.inner)
    case 'Bool':
      return key === 'true' ? true : key === 'false' ? false : key
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return String(Number(key)) === key ? Number(key) : key // as text it may have more digits
    default:
      return /^U?Int|^Float/.test(type.kind) && key.trim() !== '' && !Number.isNaN(Number(key)) ? Number(key) : key
  }
}

/** Whether the type can hold it; if not, that is reported. */
export function isHeld(value: PlainValue, type: ColumnType, spot: Spot, about?: Problem['about']): boolean {
  try {
    encodeValue(value, type)
    return true
  } catch (error) {
    const isNumberForText = typeof value === 'number' && /String$|String\(/.test(typeName(type))
    spot.report(`${valueRule(error)}${isNumberForText ? ': put it in quotes' : ''}`, about)
    return false
  }
}

/** What the type takes, of what a file can say: no bytes, and no numbers that JSON would lose digits of. */
export function valueRule(error: unknown): string {
  if (!(error instanceof ColumnValueError)) return errorMessage(error)
  const rule = error.rule
    .replace(' or a Uint8Array', '')
    .replace(/: a bigint, or a number up to 2\^53 - 1$/, ', of which a file can say those up to 2^53 - 1')
  return `${error.typeName} takes ${rule}`
}
