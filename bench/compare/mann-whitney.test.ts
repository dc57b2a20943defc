import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mannWhitney, mannWhitneyLeast } from './mann-whitney.ts'

test.each([
  // Both far apart: two of all orders. https://en.wikipedia.org/wiki/Binomial_coefficient
  [[1, 2, 3], [4, 5, 6], 2 / 20],
  [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252],
  [[6, 7, 8, 9, 10], [1, 2, 3, 4, 5], 2 / 252],
  // One pair out of order: U = 1, which two orders reach on each side.
  [[1, 2, 3, 4, 6], [5, 7, 8, 9, 10], 4 / 252],
  [[1, 4], [2, 3], 1],
  [[5, 5, 5], [5, 5, 5], 1],
])('%j against %j', (a, b, p) => {
  expect(mannWhitney(a, b)).toBeCloseTo(p, 12)
})

test('equal samples count as the mean of their ranks', () => {
  // Ranks 1, 2.5 | 2.5, 4: of six ways to take two, {1, 2.5} twice and {2.5, 4} twice are as far from the mean.
  expect(mannWhitney([1, 2], [2, 3])).toBeCloseTo(4 / 6, 12)
})

test('it does not matter which set comes first, nor how far apart samples are', () => {
  const samples = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 7 })
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      const p = mannWhitney(a, b)
      expect(p).toBeGreaterThanOrEqual(0)
      expect(p).toBeLessThanOrEqual(1)
      expect(mannWhitney(b, a)).toBeCloseTo(p, 10)
      const stretched = (values: number[]) => values.map((value) => value ** 3)
      expect(mannWhitney(stretched(a), stretched(b))).toBeCloseTo(p, 10)
    }),
  )
})

test('what so many samples can show at all', () => {
  expect(mannWhitneyLeast(5, 5)).toBeCloseTo(2 / 252, 12)
  expect(mannWhitneyLeast(1, 1)).toBe(1)
})

test('no samples, no answer', () => {
  expect(() => mannWhitney([], [1])).toThrow(RangeError)
})
