// Whole numbers, and decimals in units of their last digit.
import type { NumberText } from './number-text.ts'
import { digitCount, putDigits } from './put-digits.ts'

const minus = 0x2d
const point = 0x2e

/** `scale`: digits after the point; without any there is no point. */
export function decimalText(scale: number): NumberText {
  return {
    lengthBytes: (units) => decimalBytes(units, scale),
    put: (out, offset, units) => putDecimal(out, offset, units, scale),
  }
}

export function decimalBytes(units: number, scale: number): number {
  const digits = Math.max(digitCount(Math.abs(units)), scale + 1)
  return (units < 0 ? 1 : 0) + digits + (scale > 0 ? 1 : 0)
}

export function putDecimal(out: DataView, offset: number, units: number, scale: number): void {
  const size = Math.abs(units)
  let at = offset
  if (units < 0) out.setUint8(at++, minus)
  if (scale === 0) {
    putDigits(out, at, size, digitCount(size))
    return
  }
  const wholeDigits = Math.max(digitCount(size) - scale, 1)
  const factor = 10 ** scale
  const whole = Math.floor(size / factor)
  putDigits(out, at, whole, wholeDigits)
  out.setUint8(at + wholeDigits, point)
  putDigits(out, at + wholeDigits + 1, size - whole * factor, scale)
}
