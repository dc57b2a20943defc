// Writes one number in the width of its type, little-endian. One function for all widths, so that the loop around it
// stays monomorphic: V8 inlines it and the branch on the width is always the same within a loop.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'

/** Bytes of a whole number's type, or a float's. */
export type NumberForm = 1 | 2 | 4 | 8 | 16 | 32 | 'float32' | 'float64'

const wordValues = 2 ** 32

/** Throws `RangeError` for a kind that does not hold numbers. */
export function numberForm(type: ColumnType): NumberForm {
  if (type.kind === 'Float32') return 'float32'
  if (type.kind === 'Float64') return 'float64'
  const width = type.kind === 'UUID' || type.kind === 'FixedString' ? undefined : widthBytes(type)
  if (width === 1 || width === 2 || width === 4 || width === 8 || width === 16 || width === 32) return width
  throw new RangeError(`${type.kind} does not hold numbers`)
}

/** Writes `value × factor`: whole values of up to 53 bits, factors up to 2²⁰ (and only in widths from 8 on). */
export function putNumber(out: DataView, offset: number, form: NumberForm, value: number, factor: number): void {
  if (form === 8) putInt64(out, offset, value, factor)
  else if (form === 4) out.setUint32(offset, value, true)
  else if (form === 2) out.setUint16(offset, value, true)
  else if (form === 1) out.setUint8(offset, value)
  else if (form === 'float32') out.setFloat32(offset, value, true)
  else if (form === 'float64') out.setFloat64(offset, value, true)
  else {
    putInt64(out, offset, value, factor)
    const sign = value < 0 ? 0xffff_ffff : 0
    for (let i = 8; i < form; i += 4) out.setUint32(offset + i, sign, true)
  }
}

/** `value × factor` as a little-endian integer of 64 bits. */
export function putInt64(out: DataView, offset: number, value: number, factor: number): void {
  const high = Math.floor(value / wordValues)
  const lowProduct = (value - high * wordValues) * factor // below 2⁵²: exact
  const carry = Math.floor(lowProduct / wordValues)
  out.setUint32(offset, lowProduct - carry * wordValues, true)
  out.setInt32(offset + 4, high * factor + carry, true)
}
