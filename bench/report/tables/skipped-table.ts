// What could not be measured, and why.
import type { BenchReport } from '../bench-report.ts'
import { tableOf, type Table } from './table.ts'

export function skippedTable({ skipped }: Pick<BenchReport, 'skipped'>): Table {
  return tableOf(
    ['not measured', 'why'],
    [],
    skipped.map(({ what, why }) => [what, why]),
  )
}
