import { expect, test } from 'vitest'
import { spreadOf } from './spread.ts'

test('the middle of an odd number of samples, with the ends', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, samples: [3, 1, 2] })
})

test('the mean of the two in the middle of an even number', () => {
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5)
})

test('nothing has no spread', () => {
  expect(() => spreadOf([])).toThrow(RangeError)
})
