import { expect, test } from 'vitest'
import { shortCount } from './short-count.ts'

test('three digits and a letter, a narrow space between', () => {
  expect(shortCount(1_240_000, 'en')).toBe('1.24\u202fM')
  expect(shortCount(999, 'en')).toBe('999')
  expect(shortCount(0, 'en')).toBe('0')
  expect(shortCount(1e9, 'en')).toBe('1\u202fB')
})

test('by locale', () => {
  expect(shortCount(1_240_000, 'de')).toBe('1,24\u202fMio.')
})
