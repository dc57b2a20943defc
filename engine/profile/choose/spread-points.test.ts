import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileDistribution } from '../../generate/distribution/compile-distribution.ts'
import type { Point } from '../measure/quantiles.ts'
import { rankPoints, spreadPoints } from './spread-points.ts'

const drawnCount = 100_000

/** Values at evenly spaced shares. */
function drawn(points: readonly Point[]): Float64Array {
  const words = Uint32Array.from({ length: drawnCount }, (_, i) => ((i + 0.5) / drawnCount) * 2 ** 32)
  const values = new Float64Array(drawnCount)
  compileDistribution({ shape: 'quantiles', points }, true)(words, values, 0, drawnCount)
  return values
}

function shareOf(values: Float64Array, value: number): number {
  return values.filter((each) => each === value).length / values.length
}

test('frequent values have their shares, the others are spread as they were', () => {
  const rest: Point[] = Array.from({ length: 101 }, (_, i) => [i / 100, 1000 + i * 100])
  const values = drawn(
    spreadPoints(rest, [
      { value: 0, share: 0.2 },
      { value: 6000, share: 0.1 },
      { value: 99_999, share: 0.05 },
    ]),
  )
  expect(shareOf(values, 0)).toBeCloseTo(0.2, 3)
  expect(shareOf(values, 6000)).toBeCloseTo(0.1, 3)
  expect(shareOf(values, 99_999)).toBeCloseTo(0.05, 3)
  // 0.65 of all are the rest, whose median is 6000.
  expect(values.filter((value) => value > 0 && value < 6000).length / drawnCount).toBeCloseTo(0.325, 2)
})

test('frequent whole numbers that are neighbours leave each other, and those between them, their shares', () => {
  const rest: Point[] = [
    [0, 0],
    [1, 1000],
  ]
  const frequent = [500, 501, 503].map((value) => ({ value, share: 0.01 }))
  const values = drawn(spreadPoints(rest, frequent, 1))
  for (const { value, share } of frequent) expect(shareOf(values, value)).toBeCloseTo(share, 4)
  for (const value of [499, 502, 504]) expect(shareOf(values, value)).toBeCloseTo(0.97 / 1000, 4)
})

test('ranks', () => {
  const values = drawn(rankPoints([0.3, 0.1], 1002))
  expect(shareOf(values, 1)).toBeCloseTo(0.3, 3)
  expect(shareOf(values, 2)).toBeCloseTo(0.1, 3)
  expect(shareOf(values, 500)).toBeCloseTo(0.6 / 1000, 4)
  expect(Math.max(...values)).toBe(1002)
})

test('both rise from share 0 to share 1, whatever was measured', () => {
  const quantiles = fc
    .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 })
    .map((values) => values.toSorted((a, b) => a - b))
    .map((values) => values.map((value, i): Point => [i / (values.length - 1), value]))
  const frequent = fc
    .uniqueArray(fc.integer({ min: -1100, max: 1100 }), { maxLength: 9 })
    .map((values) => values.map((value) => ({ value, share: 0.1 })))
  fc.assert(
    fc.property(quantiles, frequent, (rest, often) => {
      const points = spreadPoints(rest, often)
      expect([points[0]?.[0], points.at(-1)?.[0]]).toEqual([0, 1])
      for (const [i, [share, value]] of points.entries()) {
        expect(share).toBeGreaterThanOrEqual(points[i - 1]?.[0] ?? 0)
        expect(value).toBeGreaterThanOrEqual(points[i - 1]?.[1] ?? -Infinity)
      }
    }),
  )
})

test('what a straight line says has no points of its own', () => {
  const straight: Point[] = Array.from({ length: 101 }, (_, i) => [i / 100, i])
  expect(spreadPoints(straight, [])).toEqual([
    [0, 0],
    [1, 100],
  ])
})
