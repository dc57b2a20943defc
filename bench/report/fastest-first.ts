// The run of a kind with the highest median rate.
import type { RunResult } from './bench-report.ts'

/** Undefined when there is none of the kind. */
export function fastestRun(runs: readonly RunResult[], kind: RunResult['kind']): RunResult | undefined {
  return runs
    .filter((run) => run.kind === kind)
    .toSorted((a, b) => b.rowsPerSecond.median - a.rowsPerSecond.median)
    .at(0)
}
