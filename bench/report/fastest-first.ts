// Runs of a kind, the one with the highest median rate first.
import type { RunResult } from './bench-report.ts'

export function fastestFirst(runs: readonly RunResult[], kind: RunResult['kind']): RunResult[] {
  return runs.filter((run) => run.kind === kind).toSorted((a, b) => b.rowsPerSecond.median - a.rowsPerSecond.median)
}
