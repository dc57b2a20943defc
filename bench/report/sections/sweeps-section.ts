// Settings varied one at a time: curves with error bars, on which the default and the fastest value are named.
import type { BenchReport, SweepResult } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { card } from '../html/card.ts'
import { figure } from '../html/figure.ts'
import { tableBehind } from '../html/table-behind.ts'
import { element } from '../plot/element.ts'
import { sweepTable } from '../tables/sweep-table.ts'
import { rollupsPlot } from './rollups-plot.ts'
import { sweepPlot } from './sweep-plot.ts'

export function sweepsSection({ sweeps }: BenchReport): string {
  if (sweeps.length === 0) return ''
  const plots = sweeps.map((sweep) => element('div', {}, figure(heading(sweep), plotOf(sweep)), behind(sweep)))
  return card('Settings', explanations.sweeps, element('div', { class: 'curves' }, ...plots))
}

const plotOf = (sweep: SweepResult) => (sweep.setting === 'rollups' ? rollupsPlot(sweep) : sweepPlot(sweep))

function heading({ title }: SweepResult): string {
  return title.charAt(0).toUpperCase() + title.slice(1)
}

function behind(sweep: SweepResult): string {
  return tableBehind(sweepTable(sweep), heading(sweep))
}
