// A number of bytes in the unit that leaves three digits, by locale: 24.1 MB.
import { exactCount } from '../chart/exact-count.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte']

/** `locale` is the viewer's when it is not given. */
export function byteWords(bytes: number, locale?: string): string {
  let value = bytes
  let power = 0
  while (value >= 999.5 && power < units.length - 1) {
    value /= 1000
    power++
  }
  if (power === 0) return `${exactCount(bytes, locale)} B`
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  }).format(value)
}
