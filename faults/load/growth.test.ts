import { expect, test } from 'vitest'
import { growthOf } from './growth.ts'

test('the first quarter and peaks do not count, what stays does', () => {
  expect(growthOf([0, 0, 50, 50, 51, 50, 50, 900, 50, 51, 50, 50])).toEqual({ before: 50, after: 50 })
  expect(growthOf([0, 10, 20, 30, 40, 50, 60, 70])).toEqual({ before: 30, after: 70 })
})

test('of too few readings nothing is said', () => {
  expect(() => growthOf([1, 2, 3])).toThrow('3 readings are too few')
})
