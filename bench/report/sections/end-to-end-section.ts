// Limits and Millrace in every way: rate, share of the limit, and where the CPU goes, row by row.
import type { BenchReport } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { card } from '../html/card.ts'
import { rowFigures } from '../html/row-figures.ts'
import { tableBehind } from '../html/table-behind.ts'
import { runTable } from '../tables/run-table.ts'
import { cpuFigure } from './cpu-figure.ts'
import { rateFigure } from './rate-figure.ts'
import { ratioFigure } from './ratio-figure.ts'

const nameWidth = 150
const kinds = [
  ['limit', 'Ready-made frames alone'],
  ['server', 'The server by itself'],
  ['seed', 'Millrace'],
] as const

export function endToEndSection({ runs }: BenchReport): string {
  const groups = kinds
    .map(([kind, name]) => ({ name, runs: runs.filter((run) => run.kind === kind) }))
    .filter((group) => group.runs.length > 0)
  if (groups.length === 0) return ''
  return card(
    'End to end',
    explanations.runs,
    rowFigures([rateFigure(groups), ratioFigure(groups), cpuFigure(groups)], nameWidth),
    tableBehind(runTable(groups.flatMap((group) => group.runs)), 'Limits and Millrace end to end'),
  )
}
