import { expect, test } from 'vitest'
import { parseRowCount } from './parse-row-count.ts'

test.each([
  ['1', 1],
  ['1e9', 1_000_000_000],
  ['250_000', 250_000],
  ['10M', 10_000_000],
  ['10m', 10_000_000],
  ['1.5G', 1_500_000_000],
  ['1.1M', 1_100_000],
  ['2.5e3', 2500],
])('%s is %d', (text, rows) => {
  expect(parseRowCount('ROWS', text)).toBe(rows)
})

test.each(['-1', 'abc', '0', '', '1.5', '1e-3', '1e99', '10 M', '0x10', 'NaN', 'Infinity', '_1', '1M0'])(
  '%j is refused, and the message says what it may be',
  (text) => {
    expect(() => parseRowCount('ROWS', text)).toThrow(new RegExp(`^ROWS=${text} is not valid: .*1e6`))
  },
)
