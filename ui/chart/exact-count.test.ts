import { expect, test } from 'vitest'
import { exactCount } from './exact-count.ts'

test('groups digits as the locale does', () => {
  expect(exactCount(1_234_567, 'en')).toBe('1,234,567')
  expect(exactCount(1_234_567, 'de')).toBe('1.234.567')
  expect(exactCount(0, 'en')).toBe('0')
})

test('keeps every digit of the largest count', () => {
  expect(exactCount(Number.MAX_SAFE_INTEGER, 'en')).toBe('9,007,199,254,740,991')
})
