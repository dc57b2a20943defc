// The chosen range in words that follow a count: `in the last 24 hours`.
import type { Preset, Range } from '../state/range.ts'

const presets: Readonly<Record<Preset, string>> = {
  '15m': 'in the last 15 minutes',
  '1h': 'in the last hour',
  '24h': 'in the last 24 hours',
  '7d': 'in the last 7 days',
  '30d': 'in the last 30 days',
  '90d': 'in the last 90 days',
  all: 'of all time',
}

export function overviewRangeWords(range: Range, isFiltered: boolean): string {
  const words = 'preset' in range ? presets[range.preset] : 'in this range'
  return isFiltered ? `${words}, filtered` : words
}
