import { expect, test } from 'vitest'
import type { Point } from './quantiles.ts'
import { standsOut } from './stands-out.ts'

const even: readonly Point[] = Array.from({ length: 101 }, (_, i) => [i / 100, i * 10])

test.each([
  [0.001, 505, 1, false],
  [0.005, 505, 1, true],
  [0.001, 505, 0, true],
  [0.2, 5000, 1, true],
])('a share of %d at %i, of numbers %d apart: %s', (share, value, step, expected) => {
  expect(standsOut(value, share, even, step)).toBe(expected)
})
