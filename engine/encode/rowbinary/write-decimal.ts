// Writers of Decimal32 to Decimal256: the value in units of its last digit, as a little-endian integer.
// Text is read digit by digit, so that no float ever stands between what was given and what is stored.
import {
  type ColumnTypeOf,
  type DecimalKind,
  decimalDigits,
  fixedWidthBytes,
} from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'
import { writeBigWords } from './write-integer.ts'

const decimalPattern = /^([+-]?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/**
 * Takes text such as '-12.340', a bigint in units of the last digit, or a number, read as its shortest decimal text.
 * Digits beyond the scale must be zeros.
 */
export function writeDecimal(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<DecimalKind>): void {
  const digits = decimalDigits[type.kind]
  const units = unitsOf(value, type.scale)
  const unitsEnd = 10n ** BigInt(digits)
  if (units === undefined || units >= unitsEnd || units <= -unitsEnd)
    throw new ColumnValueError(
      value,
      type,
      `at most ${digits - type.scale} digits before and ${type.scale} after the point: ` +
        `text, a bigint in units of 10^-${type.scale}, or a number up to 2^53 - 1`,
    )
  if (type.kind === 'Decimal32') {
    ensureBytes(sink, 4)
    sink.view.setInt32(sink.usedBytes, Number(units), true)
    sink.usedBytes += 4
  } else {
    writeBigWords(sink, units, fixedWidthBytes[type.kind])
  }
}

function unitsOf(value: ColumnValue, scale: number): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return value.includes('e') ? undefined : unitsOfText(value, scale)
  if (typeof value !== 'number' || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return undefined
  return unitsOfText(String(value), scale)
}

function unitsOfText(text: string, scale: number): bigint | undefined {
  // Far beyond 76 digits: no need to spend time on powers of ten that cannot fit.
  if (text.length > 400) return undefined
  const match = decimalPattern.exec(text)
  if (match === null) return undefined
  const [, whole = '', fraction = '', exponent = '0'] = match
  const shift = scale - fraction.length + Number(exponent)
  const units = BigInt((whole + fraction).replace('+', ''))
  if (shift >= 0) return units * 10n ** BigInt(shift)
  const dropped = 10n ** BigInt(-shift)
  return units % dropped === 0n ? units / dropped : undefined
}
