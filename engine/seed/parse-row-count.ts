// Numbers of rows as people type them.
import { configError } from '../errors/millrace-error.ts'

const rowCountMax = 1e15
const factors: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, B: 1e9 }

/** Reads `1e9`, `250_000`, `10M`, `1.5G`. Throws `CONFIG` naming `name` for anything but a whole number from 1 on. */
export function parseRowCount(name: string, text: string): number {
  const match = /^(\d[\d_]*(?:\.\d+)?(?:e\d{1,2})?)([kmgb]?)$/i.exec(text.trim())
  const value = Number(match?.[1]?.replaceAll('_', '')) * (factors[match?.[2]?.toUpperCase() ?? ''] ?? NaN)
  // A factor may leave a rounding error: 1.1M is 1100000.0000000002.
  const rounded = Math.round(value)
  const isWhole = Math.abs(value - rounded) < 1e-6
  if (!isWhole || rounded < 1 || rounded > rowCountMax) {
    throw configError(name, text, 'it is a whole number from 1 on, such as 1000000, 1e6, 250_000 or 10M')
  }
  return rounded
}
