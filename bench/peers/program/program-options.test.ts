import { expect, test } from 'vitest'
import { programOptions } from './program-options.ts'

test('what is not given', () => {
  expect(programOptions([], 5)).toEqual({ rows: 100_000, batchRows: 10_000, days: 30, endMs: 5 })
})

test('what is given', () => {
  const args = ['--rows', '1e6', '--batch-rows', '50_000', '--days', '0.5', '--end', '2026-11-24T00:00:00Z']
  expect(programOptions(args)).toEqual({ rows: 1e6, batchRows: 50_000, days: 0.5, endMs: Date.UTC(2026, 10, 24) })
})

test.each([[['--rows', 'many']], [['--end', 'soon']], [['--days', '0']], [['--speed', 'high']]])(
  'refused: %j',
  (args) => {
    expect(() => programOptions(args)).toThrow(args[0])
  },
)
