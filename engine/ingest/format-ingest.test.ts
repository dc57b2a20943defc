import { expect, test } from 'vitest'
import { formatIngest } from './format-ingest.ts'

test('says what people want to know, dead letters only when there are any', () => {
  const reading = {
    rowsInserted: 1_250_000,
    rowsPerSecond: 1_234_000,
    lagBlocks: 3,
    insertsInFlight: 4,
    retries: 2,
    deadLetters: 0,
  }
  const line = '1,250,000 rows inserted · 1.23 M/s · lag 3 blocks · 4 inserts · 2 retries'
  expect(formatIngest(reading)).toBe(line)
  expect(formatIngest({ ...reading, deadLetters: 1 })).toBe(`${line} · 1 DEAD LETTERS`)
  expect(formatIngest({ ...reading, lagBlocks: null })).toContain('lag ? blocks')
})
