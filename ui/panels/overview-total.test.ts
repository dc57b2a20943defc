import { expect, test } from 'vitest'
import { overviewTotal } from './overview-total.ts'

test('is never less than a range holds', () => {
  expect(overviewTotal(100, 40)).toBe(100)
  expect(overviewTotal(100, 140)).toBe(140)
  expect(overviewTotal(100, undefined)).toBe(100)
})

test('is not known before it was counted', () => {
  expect(overviewTotal(undefined, 40)).toBeUndefined()
})
