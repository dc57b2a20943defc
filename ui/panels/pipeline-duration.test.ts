import { expect, test } from 'vitest'
import { durationWords, latencyWords } from './pipeline-duration.ts'

test('a duration has its two largest units', () => {
  expect(durationWords(0.2, 'en')).toBe('0s')
  expect(durationWords(12.4, 'en')).toBe('12s')
  expect(durationWords(125, 'en')).toBe('2m 5s')
  expect(durationWords(3600, 'en')).toBe('1h')
  expect(durationWords(3901, 'en')).toBe('1h 5m')
  expect(durationWords(200_000, 'en')).toBe('2d 7h')
})

test('a latency is in milliseconds below a second', () => {
  expect(latencyWords(4.25, 'en')).toBe('4.25 ms')
  expect(latencyWords(340.4, 'en')).toBe('340 ms')
  expect(latencyWords(999.6, 'en')).toBe('1 s')
  expect(latencyWords(1662, 'en')).toBe('1.66 s')
  expect(latencyWords(1662, 'de')).toBe('1,66 s')
})
