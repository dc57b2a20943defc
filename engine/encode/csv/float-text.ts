// Floats as text from which the same float is read again.
import { asciiText } from './ascii-text.ts'
import { decimalBytes, putDecimal } from './decimal-text.ts'
import type { NumberText } from './number-text.ts'

// Nine significant digits tell every float of 32 bits from its neighbours. Within these bounds they are found by one
// multiplication that is exact to sixteen.
const significantDigits = 9
const smallest = 1e-5
const largest = 1e9

/** All kinds of values: JavaScript writes the shortest text that is read as the same number. */
export const float64Text: NumberText = asciiText(longFloatText)

export function float32Text(): NumberText {
  const rare = asciiText((value) => longFloatText(Math.fround(value)))
  /** What the last call of `split` has found: value = units / 10 ^ scale. */
  let units = 0
  let scale = 0
  const split = (float: number): boolean => {
    const size = Math.abs(float)
    if (!(size >= smallest && size < largest)) return false
    scale = significantDigits - 1 - Math.floor(Math.log10(size))
    units = Math.round(float * 10 ** scale)
    while (scale > 0 && units % 10 === 0) {
      units /= 10
      scale--
    }
    return true
  }
  return {
    lengthBytes: (value) => (split(Math.fround(value)) ? decimalBytes(units, scale) : rare.lengthBytes(value)),
    put(out, offset, value) {
      if (split(Math.fround(value))) putDecimal(out, offset, units, scale)
      else rare.put(out, offset, value)
    },
  }
}

export function longFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return value > 0 ? 'inf' : '-inf'
}
