// Numbers of the report in words that can be compared at a glance: three digits, one unit to a column, never an exponent.
import type { Spread } from '../measure/spread.ts'

/** 0.0041 → `0.00410`, 3.2 → `3.20`, 1234.5 → `1,235` */
export function threeDigits(value: number): string {
  if (value === 0) return '0'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toLocaleString('en-US', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
}

/** 784_000 → `0.784` */
export function formatMillions(count: number): string {
  return threeDigits(count / 1e6)
}

/** 512_345_678 → `512` */
export function formatMegabytes(bytes: number): string {
  return threeDigits(bytes / 1e6)
}

/** Memory: 536_870_912 → `512` */
export function formatMebibytes(bytes: number): string {
  return Math.round(bytes / 2 ** 20).toLocaleString('en-US')
}

/** 0.8142 → `0.81`, 0.0062 → `0.0062` */
export function formatRatio(ratio: number): string {
  if (ratio >= 0.1 || ratio === 0) return ratio.toFixed(2)
  return ratio.toLocaleString('en-US', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })
}

/** How many times: 2.134 → `2.1`, 193.4 → `193` */
export function formatFactor(factor: number): string {
  return factor < 10 ? factor.toFixed(1) : Math.round(factor).toLocaleString('en-US')
}

/** `0.73–0.80`; empty when there is one sample alone. */
export function formatRange({ low, high, samples }: Spread, format: (value: number) => string, dash = '–'): string {
  return samples.length > 1 ? `${format(low)}${dash}${format(high)}` : ''
}
