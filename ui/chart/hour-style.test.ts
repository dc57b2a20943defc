import { expect, test } from 'vitest'
import { hourStyle } from './hour-style.ts'

test('two digits where the day has 24 hours', () => {
  expect(hourStyle('en-US')).toBe('numeric')
  expect(hourStyle('en-GB')).toBe('2-digit')
  expect(hourStyle('de')).toBe('2-digit')
})
