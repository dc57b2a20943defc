// Runs end to end: how they were set, how long inserts took, what they left in the table.
import type { RunResult } from '../bench-report.ts'
import { threeDigits } from '../format-number.ts'
import { tableOf, type Table } from './table.ts'

const words = (value: number | undefined, format: (value: number) => string): string =>
  value === undefined ? '' : format(value)
const count = (value: number): string => value.toLocaleString('en-US')

export function runDetailsTable(runs: readonly RunResult[]): Table {
  return tableOf(
    ['run'],
    ['rows', 'workers', 'batch rows', 'inserts at once', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms'].concat(
      ['parts', 'merges', 'B/row', 'rollup B/row'], // left behind
    ),
    runs.map(({ id, rows, settings, insertLatencyMs, left }) => [
      id,
      count(rows),
      words(settings?.workers, count),
      words(settings?.batchRows, count),
      words(settings?.insertsInFlight, count),
      words(insertLatencyMs?.p50, threeDigits),
      words(insertLatencyMs?.p90, threeDigits),
      words(insertLatencyMs?.p99, threeDigits),
      words(insertLatencyMs?.max, threeDigits),
      words(left?.parts, count),
      words(left?.mergesRunning, count),
      words(left?.bytesPerRow, threeDigits),
      words(left?.rollupBytesPerRow, threeDigits),
    ]),
  )
}
