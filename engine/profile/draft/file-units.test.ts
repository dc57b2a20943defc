import { dateTime64, decimal, nullable, date, uint8 } from '@millrace/schemas/column/types.ts'
import { expect, test } from 'vitest'
import { durationText, fileUnit } from './file-units.ts'

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [1_234, '1.234s'],
  [90_000, '1.5m'],
  [3_600_000, '1h'],
  [172_800_000, '2d'],
  [100_001, '100.001s'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})

test.each([
  [date, 20_454, '2026-01-01'],
  [nullable(date), 20_454, '2026-01-01'],
  [dateTime64(6, 'UTC'), 1_767_225_600_500_000, '2026-01-01T00:00:00.500Z'],
  [dateTime64(0), 1_767_225_600, '2026-01-01T00:00:00Z'],
  [decimal(12, 2), 1_999, 19.99],
  [uint8, 7, 7],
])('%j: %i is written %s', (type, value, text) => {
  expect(fileUnit(type)(value)).toBe(text)
})
