import { expect, test } from 'vitest'
import { formatDuration, formatProgress } from './format-progress.ts'

test('says what people want to know, dead letters only when there are any', () => {
  const reading = {
    rowsIn: 1_250_000,
    rowsTotal: 10_000_000,
    rowsPerSecondNow: 1_234_000,
    rowsPerSecondMean: 1_000_000,
    lagBlocks: 3,
    insertsInFlight: 4,
    retries: 0,
    deadLetters: 0,
  }
  const line =
    '1,250,000 of 10,000,000 rows · 12.5 % · 1.23 M/s now, 1.00 M/s mean · ETA 0:09 · lag 3 blocks · 4 inserts · 0 retries'
  expect(formatProgress(reading)).toBe(line)
  expect(formatProgress({ ...reading, deadLetters: 2 })).toBe(`${line} · 2 DEAD LETTERS`)
  expect(formatProgress({ ...reading, rowsPerSecondMean: 0, lagBlocks: null })).toContain('ETA – · lag ? blocks')
})

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [3725, '1:02:05'],
])('%d s is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
