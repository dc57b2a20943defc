// What could not be measured, and why.
import type { BenchReport } from '../bench-report.ts'
import { card } from '../html/card.ts'
import { htmlTable } from '../html/html-table.ts'
import { skippedTable } from '../tables/skipped-table.ts'

export function skippedSection(report: BenchReport): string {
  return report.skipped.length === 0 ? '' : card('Not measured', '', htmlTable(skippedTable(report), 'Not measured'))
}
