import { expect, test } from 'vitest'
import { frequentShares } from './frequent-shares.ts'

test('those above the rest, as far as the rest is not the same', () => {
  expect(frequentShares([0.5, 0.2, 0.01, 0.01, 0.01], 32)).toEqual([0.5, 0.2])
  expect(frequentShares([0.1, 0.1, 0.1], 10)).toEqual([])
  expect(frequentShares([0.00019], 1_000_000)).toEqual([])
})

test('one value at least is left to the rest', () => {
  expect(frequentShares([0.6, 0.3, 0.1], 3)).toEqual([0.6, 0.3])
})
