import { expect, test } from 'vitest'
import { overviewSpanWords } from './overview-span-words.ts'

test.each([
  ['years', Date.UTC(1992, 0, 2), Date.UTC(1998, 10, 30, 23), 'Jan 2, 1992 – Nov 30, 1998'],
  ['weeks', Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 30), 'Nov 2 – 30, 2026'],
  ['hours', Date.UTC(2026, 10, 2, 4, 5), Date.UTC(2026, 10, 2, 16), 'Nov 2, 2026, 4:05 AM – 4:00 PM'],
  ['one moment', Date.UTC(2026, 10, 2, 4, 5), Date.UTC(2026, 10, 2, 4, 5), 'Nov 2, 2026, 4:05 AM'],
])('%s', (_, firstMs, lastMs, words) => {
  expect(overviewSpanWords({ firstMs, lastMs }, 'en-US', 'UTC').replaceAll(/[\u2009\u202f]/g, ' ')).toBe(words)
})
