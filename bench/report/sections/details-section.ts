// How runs were set, what their inserts took, and what they left behind.
import type { BenchReport } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { card } from '../html/card.ts'
import { htmlTable } from '../html/html-table.ts'
import { runDetailsTable } from '../tables/run-details-table.ts'

const title = 'Inserts, and what is left'

export function detailsSection({ runs }: BenchReport): string {
  return runs.length === 0 ? '' : card(title, explanations.details, htmlTable(runDetailsTable(runs), title))
}
