// How long a run's inserts took.
import type { RunResult } from '../bench-report.ts'
import { threeDigits } from '../format-number.ts'
import { tableOf, type Table } from './table.ts'

export function latencyTable(runs: readonly RunResult[]): Table {
  const rows = runs.flatMap(({ id, insertLatencyMs: latency }) =>
    latency === undefined ? [] : [[id, ...[latency.p50, latency.p90, latency.p99, latency.max].map(threeDigits)]],
  )
  return tableOf(['run'], ['p50 ms', 'p90 ms', 'p99 ms', 'max ms'], rows)
}
