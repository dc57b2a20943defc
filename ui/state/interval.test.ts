import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalMs, isAnswered, pickedInterval } from './interval.ts'
import { presetMs } from './range.ts'

const nowMs = Date.UTC(2026, 10, 24, 12, 34, 56, 789)

test.each([
  ['15m', '10s'],
  ['1h', '10s'],
  ['24h', '5m'],
  ['7d', '1h'],
  ['30d', '6h'],
  ['90d', '6h'],
] as const)('%s gets buckets of %s', (preset, interval) => {
  expect(pickedInterval({ fromMs: nowMs - presetMs[preset], toMs: nowMs })).toBe(interval)
})

test('any range gets at most 400 buckets, and a wide enough one', () => {
  const endMs = Date.UTC(2106, 0, 1) - 1
  fc.assert(
    fc.property(fc.nat(endMs), fc.nat(endMs), (a, b) => {
      fc.pre(a !== b)
      const bounds = { fromMs: Math.min(a, b), toMs: Math.max(a, b) }
      const ms = intervalMs(pickedInterval(bounds)) ?? NaN
      expect(Math.ceil(bounds.toMs / ms) - Math.floor(bounds.fromMs / ms)).toBeLessThanOrEqual(400)
    }),
  )
})

test('by hand there may be ten thousand', () => {
  const bounds = { fromMs: nowMs - (nowMs % 1000) - 10_000_000, toMs: nowMs - (nowMs % 1000) }
  expect(isAnswered('1s', bounds)).toBe(true)
  expect(isAnswered('1s', { ...bounds, toMs: bounds.toMs + 1 })).toBe(false)
  expect(isAnswered('auto', bounds)).toBe(false)
})

test.each(['', 'auto', '0s', '5', '5w', '-1m', '1h '])('%j is no interval', (text) => {
  expect(intervalMs(text)).toBeUndefined()
})
