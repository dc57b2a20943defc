import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('doubles from half a second to ten', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((count) => backOffMs(count, () => 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ])
})

test('jitter takes away at most half', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (count, random) => {
      const fullMs = backOffMs(count, () => 1)
      const ms = backOffMs(count, () => random)
      expect(ms).toBeGreaterThanOrEqual(fullMs / 2)
      expect(ms).toBeLessThanOrEqual(fullMs)
    }),
  )
})
