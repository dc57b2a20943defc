// Rows per second by time, a small plot for every run of the last round, all on the same scale of rates.
import type { BenchReport, RunResult } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { formatMillions } from '../format-number.ts'
import { card } from '../html/card.ts'
import { figure } from '../html/figure.ts'
import { tableBehind } from '../html/table-behind.ts'
import { element, escapeMarkup } from '../plot/element.ts'
import { linePath } from '../plot/line-path.ts'
import { linearScale, type Scale } from '../plot/scale.ts'
import { xyPlot } from '../plot/xy-plot.ts'
import { rowsOverTime, type RateAt } from '../rows-over-time.ts'
import { timelineTable } from '../tables/timeline-table.ts'
import { shortName } from '../short-name.ts'

interface Line {
  readonly run: RunResult
  readonly rates: readonly RateAt[]
}

export function timelineSection({ runs }: BenchReport): string {
  const lines = runs
    .map((run) => ({ run, rates: rowsOverTime(run.timeline ?? []) }))
    .filter(({ rates }) => rates.length > 0)
  const highest = Math.max(0, ...lines.flatMap(({ rates }) => rates.map(({ rowsPerSecond }) => rowsPerSecond)))
  const plots = lines.map((line) => figure(shortName(line.run), timelinePlot(line, highest)))
  if (plots.length === 0) return ''
  return card('Rows over time', explanations.timeline, element('div', { class: 'small' }, ...plots), behind(lines))
}

function behind(lines: readonly Line[]): string {
  return tableBehind(timelineTable(lines), 'Rows per second by the time of a run')
}

function timelinePlot({ run, rates }: Line, highest: number): string {
  const [first, last] = [rates.at(0)?.seconds ?? 0, rates.at(-1)?.seconds ?? 0]
  return xyPlot({
    title: `${run.title}: rows per second over ${last.toFixed(1)} seconds`,
    width: 260,
    height: 150,
    x: { unit: 'seconds', scale: (pixels) => linearScale([first, last], pixels, 4), tickWords: String },
    y: {
      unit: 'M rows/s',
      scale: (pixels) => linearScale([0, highest], pixels, 6),
      tickWords: (value) => String(value / 1e6),
    },
    marks: (x, y) => rateLine(rates, run, x, y),
  })
}

function rateLine(rates: readonly RateAt[], run: RunResult, x: Scale, y: Scale): string {
  const points = rates.map(({ seconds, rowsPerSecond }) => [x.of(seconds), y.of(rowsPerSecond)] as const)
  const mean = (run.timeline?.at(-1)?.[1] ?? 0) / (rates.at(-1)?.seconds ?? 1)
  const area = `${linePath(points)}V${y.of(0)}H${x.of(rates.at(0)?.seconds ?? 0)}Z`
  return element(
    'g',
    { class: run.kind === 'seed' ? 'row ours' : 'row' },
    element('title', {}, escapeMarkup(`${run.title}: ${formatMillions(mean)} M rows/s on average`)),
    element('path', { class: 'area', d: area }),
    element('path', { class: 'line', d: linePath(points) }),
  )
}
