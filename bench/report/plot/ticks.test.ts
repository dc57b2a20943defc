import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logTicks } from './log-ticks.ts'
import { roundTicks } from './round-ticks.ts'

test.each([
  [0, 0.87, 5, [0, 0.2, 0.4, 0.6, 0.8]],
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, 3.1, 4, [0, 1, 2, 3]],
  [0, 22, 4, [0, 10, 20]],
  [7, 7, 4, [7]],
])('from %d to %d, about %d: %j', (low, high, countMax, ticks) => {
  expect(roundTicks(low, high, countMax)).toEqual(ticks)
})

test.each([
  [12, 800, 6, [20, 50, 100, 200, 500]],
  [0.5, 60, 4, [1, 3, 10, 30]],
  [1, 1e9, 5, [1, 100, 1e4, 1e6, 1e8]],
  [260, 510, 6, [300, 350, 400, 450, 500]],
])('a logarithmic axis from %d to %d, at most %d: %j', (low, high, countMax, ticks) => {
  expect(logTicks(low, high, countMax)).toEqual(ticks)
})

test('no axis has ticks outside of it, nor more than there is room for', () => {
  const values = fc.tuple(
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.double({ min: 1.1, max: 1e4, noNaN: true }),
  )
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 8 }), ([low, times], countMax) => {
      for (const ticks of [roundTicks(low, low * times, countMax), logTicks(low, low * times, countMax)]) {
        expect(ticks.length).toBeLessThanOrEqual(countMax + 1)
        expect(ticks.every((tick) => tick >= low * 0.999 && tick <= low * times * 1.001)).toBe(true)
      }
    }),
  )
})
