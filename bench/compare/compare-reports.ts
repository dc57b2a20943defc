// Two reports against each other: what changed, what may be wrong with comparing them, and all of it in one line.
import type { BenchReport } from '../report/bench-report.ts'
import { cautions } from './cautions.ts'
import { changesBetween, type Change, type Changes } from './changes.ts'

export interface Comparison extends Changes {
  readonly cautions: readonly string[]
  readonly summary: string
}

export function compareReports(before: BenchReport, after: BenchReport): Comparison {
  const changes = changesBetween(before, after)
  return { ...changes, cautions: cautions(before, after), summary: summaryOf(changes.changes) }
}

function summaryOf(changes: readonly Change[]): string {
  const count = (counts: (change: Change) => boolean): number => changes.filter(counts).length
  const changed = count(({ verdict }) => verdict === 'changed')
  const better = count(({ verdict, isBetter }) => verdict === 'changed' && isBetter)
  const tooFew = count(({ verdict }) => verdict === 'too few rounds')
  return [
    `${changed} of ${changes.length} changed beyond noise: ${better} better, ${changed - better} worse`,
    `${count(({ verdict }) => verdict === 'within noise')} within noise`,
    ...(tooFew > 0 ? [`${tooFew} with too few rounds to tell (3 are needed)`] : []),
  ].join('; ')
}
