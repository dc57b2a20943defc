import { expect, test } from 'vitest'
import { parseWorkReport } from './work-report.ts'

const report = { rows: 10, seconds: 0.5, cpuSeconds: 0.25, peakRssBytes: 1_000_000 }

test('the last line counts', () => {
  expect(parseWorkReport(`a warning\n${JSON.stringify(report)}\n`)).toEqual(report)
})

test.each([
  ['nothing', ''],
  ['no JSON', 'done'],
  ['no rows', JSON.stringify({ ...report, rows: 0 })],
  ['no time', JSON.stringify({ ...report, seconds: 0 })],
  ['something that is not known', JSON.stringify({ ...report, mood: 'good' })],
])('%s is no report', (_, stdout) => {
  expect(() => parseWorkReport(stdout)).toThrow("not the report of a peer's program")
})
