import { expect, test } from 'vitest'
import { linearScale, logScale } from './scale.ts'

test('a linear scale goes from end to end', () => {
  const { of, ticks } = linearScale([0, 4], [10, 90], 4)
  expect([of(0), of(1), of(4)]).toEqual([10, 30, 90])
  expect(ticks).toEqual([0, 1, 2, 3, 4])
})

test('upwards is just another pair of pixels', () => {
  expect(linearScale([0, 10], [100, 0], 4).of(2)).toBe(80)
})

test('on a logarithmic scale equal factors are equal distances', () => {
  const { of } = logScale([1, 1000], [0, 300], 4)
  expect([1, 10, 100, 1000].map((value) => Math.round(of(value)))).toEqual([0, 100, 200, 300])
})

test('an axis without extent still has its one place', () => {
  expect(linearScale([5, 5], [0, 100], 4).of(5)).toBe(0)
})
