import { expect, test } from 'vitest'
import { parseSeconds } from './parse-seconds.ts'

test.each([
  ['0.8', 0.8],
  ['20', 20],
])('%j is %d', (text, seconds) => {
  expect(parseSeconds('BENCH_SECONDS', text)).toBe(seconds)
})

test.each(['0', '', '-1', '1e9', 'one', '3601', '.5'])('%j is refused', (text) => {
  expect(() => parseSeconds('BENCH_SECONDS', text)).toThrow(/^BENCH_SECONDS=.*number of seconds/)
})
