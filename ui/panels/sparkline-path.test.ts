import { expect, test } from 'vitest'
import { sparklinePath } from './sparkline-path.ts'

const frame = { fromMs: 0, toMs: 100, width: 200, height: 20, gapMs: 30 }

test('time goes to the right and the largest value stands on top', () => {
  const points = [
    { atMs: 0, value: 0 },
    { atMs: 25, value: 10 },
    { atMs: 50, value: 5 },
  ]
  expect(sparklinePath(points, frame)).toBe('M0 20L50 0L100 10')
})

test('a silence is a gap, and what is too old is left out', () => {
  const points = [
    { atMs: -5, value: 99 },
    { atMs: 10, value: 4 },
    { atMs: 90, value: 4 },
  ]
  expect(sparklinePath(points, frame)).toBe('M20 0M180 0')
})

test('zeros lie on the ground, and nothing is an empty path', () => {
  expect(sparklinePath([{ atMs: 50, value: 0 }], frame)).toBe('M100 20')
  expect(sparklinePath([], frame)).toBe('')
})
