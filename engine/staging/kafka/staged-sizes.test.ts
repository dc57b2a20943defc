import { expect, test } from 'vitest'
import { StagedSizes } from './staged-sizes.ts'

test('known blocks count with their size, others with what the caller says', () => {
  const sizes = new StagedSizes()
  expect(sizes.meanBytes).toBeUndefined()
  sizes.note(0, 5n, 100)
  sizes.note(0, 6n, 300)
  sizes.note(0, 6n, 300)
  sizes.note(1, 5n, 9_999)
  expect(sizes.meanBytes).toBe((100 + 300 + 9_999) / 3)
  expect(sizes.bytesBetween(0, 5n, 7n, 50)).toBe(400)
  expect(sizes.bytesBetween(0, 6n, 9n, 50)).toBe(300 + 2 * 50)
  expect(sizes.bytesBetween(0, 9n, 9n, 50)).toBe(0)
  expect(sizes.bytesBetween(7, 0n, 2n, 50)).toBe(100)
})
