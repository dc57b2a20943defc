import { expect, test } from 'vitest'
import { pythonReport, summary } from './python-report.ts'

const run = { rows: 25_000, seed: "it's", batchRows: 10_000, days: 30, anchor: '2026-11-24T00:00:00.000Z' }
const report = { rows: 20_000, seconds: 2, cpuSeconds: 1.5, peakRssBytes: 5e7 }

test('the report counts what is in', () => {
  expect(pythonReport(run, report)).toEqual({
    dataset: 'page_events',
    seed: "it's",
    anchor: run.anchor,
    rows: 25_000,
    rowsInserted: 20_000,
    batches: 2,
    seconds: 2,
    rowsPerSecond: 10_000,
    peakRssBytes: 5e7,
  })
})

const again = `make seed-python ROWS=25000 SEED='it'\\''s' BATCH_ROWS=10000 DAYS=30 ANCHOR=${run.anchor}`

test.each([
  ['done', { exitCode: 0, report }, 'done: 20,000 rows inserted in 0:02 (10 k/s)'],
  ['interrupted', { exitCode: 130, report }, `interrupted: 20,000 rows are in. The same run again, `],
  ['interrupted before any', { exitCode: 130, report: undefined }, 'interrupted: 0 rows are in. '],
  ['failed', { exitCode: 1, report: undefined }, 'The same run again, '],
])('%s', (_, end, text) => {
  const said = summary(run, end)
  expect(said.slice(0, text.length)).toBe(text)
  expect(said.includes(again)).toBe(end.exitCode !== 0)
})
