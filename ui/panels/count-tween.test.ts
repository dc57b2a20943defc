import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tweenedCount } from './count-tween.ts'

const tween = { from: 100, to: 200, startedAtMs: 1000, durationMs: 250 }

test('goes evenly and ends exactly', () => {
  expect(tweenedCount(tween, 1000)).toBe(100)
  expect(tweenedCount(tween, 1125)).toBe(150)
  expect(tweenedCount(tween, 1250)).toBe(200)
  expect(tweenedCount(tween, 9999)).toBe(200)
})

test('jumps when the count fell, or when there is no time', () => {
  expect(tweenedCount({ ...tween, to: 3 }, 1001)).toBe(3)
  expect(tweenedCount({ ...tween, durationMs: 0 }, 1000)).toBe(200)
})

test('is a whole number between two known values at any time, and never goes back', () => {
  const counts = fc.nat({ max: 2 ** 31 })
  fc.assert(
    fc.property(counts, counts, fc.nat(500), fc.nat(500), (from, growth, earlier, later) => {
      const rising = { from, to: from + growth, startedAtMs: 0, durationMs: 250 }
      const [a, b] = [tweenedCount(rising, Math.min(earlier, later)), tweenedCount(rising, Math.max(earlier, later))]
      expect(Number.isSafeInteger(a)).toBe(true)
      expect(a).toBeGreaterThanOrEqual(from)
      expect(b).toBeLessThanOrEqual(from + growth)
      expect(a).toBeLessThanOrEqual(b)
    }),
  )
})
