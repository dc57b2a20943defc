import { expect, test } from 'vitest'
import { stacked } from './stacked.ts'

test('each column stands on those before it', () => {
  const columns = [
    [1, 2],
    [10, 0],
    [100, 5],
  ]
  expect(stacked(columns)).toEqual([
    [1, 2],
    [11, 2],
    [111, 7],
  ])
  expect(columns[1]).toEqual([10, 0])
})

test('nothing stands on nothing', () => {
  expect(stacked([])).toEqual([])
})
