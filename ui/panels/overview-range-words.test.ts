import { expect, test } from 'vitest'
import { overviewRangeWords } from './overview-range-words.ts'

test('names presets, calls others this range, and says when filters apply', () => {
  expect(overviewRangeWords({ preset: '24h' }, false)).toBe('in the last 24 hours')
  expect(overviewRangeWords({ fromMs: 1, toMs: 2 }, false)).toBe('in this range')
  expect(overviewRangeWords({ preset: 'all' }, true)).toBe('of all time, filtered')
})
