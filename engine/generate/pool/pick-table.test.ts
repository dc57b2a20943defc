import { expect, test } from 'vitest'
import { pickTable } from './pick-table.ts'

function shares(table: Uint32Array): number[] {
  const counts: number[] = []
  for (const value of table) counts[value] = (counts[value] ?? 0) + 1
  return counts.map((count) => count / table.length)
}

test('weighted values come as often as their weights say', () => {
  const [a, b, c] = shares(pickTable({ shape: 'weighted', weights: [70, 29, 1] }, 3))
  expect(a).toBeCloseTo(0.7, 4)
  expect(b).toBeCloseTo(0.29, 4)
  expect(c).toBeCloseTo(0.01, 4)
})

test('Zipf: the first value is 2^exponent times as frequent as the second', () => {
  const [first = 0, second = 0] = shares(pickTable({ shape: 'zipf', exponent: 1 }, 100))
  expect(first / second).toBeCloseTo(2, 2)
})

test('every value of a large even pool comes up', () => {
  expect(shares(pickTable({ shape: 'even' }, 100_000)).length).toBe(100_000)
})

test('the first values with shares of their own, the others evenly', () => {
  const [a, b, c, d] = shares(pickTable({ shape: 'top', shares: [0.5, 0.3] }, 4))
  expect(a).toBeCloseTo(0.5, 4)
  expect(b).toBeCloseTo(0.3, 4)
  expect(c).toBeCloseTo(0.1, 4)
  expect(d).toBeCloseTo(0.1, 4)
})
