import { expect, test } from 'vitest'
import { bucketWords } from './bucket-words.ts'

const place = { locale: 'en-GB', timeZone: 'Europe/Berlin', nowMs: Date.UTC(2026, 10, 25) }
const startMs = Date.UTC(2026, 10, 24, 13)
/** Spaces around the dash differ between versions of ICU. */
const plain = (text: string) => text.replaceAll(/\s*–\s*/g, '–')

test('a bucket is named by its first and last moment in the time zone', () => {
  expect(plain(bucketWords(startMs, 300_000, place))).toBe('24 Nov, 14:00–14:05')
  expect(plain(bucketWords(startMs, 10_000, place))).toBe('24 Nov, 14:00:00–14:00:10')
})

test('one that ends on another day says both', () => {
  expect(plain(bucketWords(startMs, 12 * 3_600_000, place))).toBe('24 Nov, 14:00–25 Nov, 02:00')
})

test('a day is named by its date where it begins at midnight, else by its moments', () => {
  const dayMs = 86_400_000
  const midnightMs = Date.UTC(2026, 10, 24)
  expect(bucketWords(midnightMs, dayMs, { locale: 'en-GB', timeZone: 'UTC' })).toBe('Tue, 24 Nov 2026')
  expect(plain(bucketWords(midnightMs, dayMs, place))).toBe('24 Nov, 01:00–25 Nov, 01:00')
})

test('one of another year says which', () => {
  const years = { ...place, nowMs: Date.UTC(2027, 10, 24) }
  expect(plain(bucketWords(startMs, 300_000, years))).toBe('24 Nov 2026, 14:00–14:05')
})
