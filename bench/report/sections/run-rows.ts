// Figures that have a row for every run, in groups.
import type { RunResult } from '../bench-report.ts'
import type { PlotGroup, PlotRow } from '../plot/row-plot.ts'
import { shortName } from '../short-name.ts'

export interface RunGroup {
  readonly name: string
  readonly runs: readonly RunResult[]
}

/** `row`: what a figure shows of a run; undefined when it has nothing to show. */
export function runRows(
  groups: readonly RunGroup[],
  row: (run: RunResult) => Pick<PlotRow, 'value' | 'hover' | 'marks'> | undefined,
): PlotGroup[] {
  return groups.map(({ name, runs }) => ({
    name,
    rows: runs.map((run) => ({
      name: shortName(run),
      isOurs: run.kind === 'seed',
      ...(row(run) ?? { value: '', hover: `${run.title}: not measured`, marks: () => '' }),
    })),
  }))
}
