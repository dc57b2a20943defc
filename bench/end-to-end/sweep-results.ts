// What the measured points of all sweeps say together.
import type { RunResult, SweepResult } from '../report/bench-report.ts'
import { sweepId } from './sweep-contender.ts'
import type { Sweep } from './sweep-points.ts'

type Measured = Pick<RunResult, 'id' | 'rowsPerSecond' | 'peakRssBytes'>

/** Points without a run, and sweeps without any point, are left out. */
export function sweepResults(sweeps: readonly Sweep[], runs: readonly Measured[]): SweepResult[] {
  const byId = new Map(runs.map((run) => [run.id, run]))
  return sweeps.flatMap((sweep) => {
    const points = sweep.points.flatMap((point) => {
      const { rowsPerSecond, peakRssBytes } = byId.get(sweepId(sweep, point)) ?? {}
      const { value } = point
      return rowsPerSecond === undefined || peakRssBytes === undefined ? [] : [{ value, rowsPerSecond, peakRssBytes }]
    })
    const best = points.toSorted((a, b) => b.rowsPerSecond.median - a.rowsPerSecond.median).at(0)
    const { setting, title, usual } = sweep
    return best === undefined ? [] : [{ setting, title, points, usual, best: best.value }]
  })
}
