// How long inserts took, a small histogram for every run, all on the same logarithmic axis.
import type { BenchReport, RunResult } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { threeDigits } from '../format-number.ts'
import { card } from '../html/card.ts'
import { figure } from '../html/figure.ts'
import { tableBehind } from '../html/table-behind.ts'
import { latencyBins, type LatencyBin } from '../latency-bins.ts'
import { element, escapeMarkup } from '../plot/element.ts'
import { linearScale, logScale, type Range, type Scale } from '../plot/scale.ts'
import { xyPlot } from '../plot/xy-plot.ts'
import { latencyTable } from '../tables/latency-table.ts'
import { shortName } from '../short-name.ts'

/** Room for the words beside the outermost lines. */
const rangeMargin = 10 ** 0.1

interface Histogram {
  readonly run: RunResult
  readonly bins: readonly LatencyBin[]
}

export function latencySection({ runs }: BenchReport): string {
  const histograms = runs
    .map((run) => ({ run, bins: latencyBins(run.latencyHistogram ?? []) }))
    .filter(({ bins }) => bins.length > 0)
  if (histograms.length === 0) return ''
  const all = histograms.flatMap(({ bins }) => bins)
  const lowest = Math.min(...all.map(({ fromMs }) => fromMs))
  const highest = Math.max(...all.map(({ toMs }) => toMs))
  const range = [lowest / rangeMargin, highest * rangeMargin] as const
  const plots = histograms.map((histogram) =>
    figure(shortName(histogram.run), histogramPlot(histogram, range), [], quantileWords(histogram.run)),
  )
  return card('Insert latency', explanations.latency, element('div', { class: 'small' }, ...plots), behind(runs))
}

function behind(runs: readonly RunResult[]): string {
  return tableBehind(latencyTable(runs), 'Insert latency')
}

function histogramPlot({ run, bins }: Histogram, range: Range): string {
  const inserts = bins.reduce((sum, { count }) => sum + count, 0)
  const highest = Math.max(...bins.map(({ count }) => count / inserts))
  return xyPlot({
    title: `${run.title}: latencies of ${inserts} inserts`,
    width: 260,
    height: 150,
    x: { unit: 'milliseconds, logarithmic', scale: (pixels) => logScale(range, pixels, 6), tickWords: String },
    y: {
      unit: 'inserts',
      scale: (pixels) => linearScale([0, highest * 1.15], pixels, 3),
      tickWords: (share) => `${Math.round(100 * share)}%`,
    },
    marks: (x, y) => bins.map((bin) => binBar(bin, inserts, x, y)).join('') + quantiles(run, x, y),
  })
}

function binBar({ fromMs, toMs, count }: LatencyBin, inserts: number, x: Scale, y: Scale): string {
  const [left, right, top] = [x.of(fromMs), x.of(toMs), y.of(count / inserts)]
  const words = `${threeDigits(fromMs)} to ${threeDigits(toMs)} ms: ${count} of ${inserts} inserts`
  const box = { class: 'bar', x: left + 0.5, y: top, width: right - left - 1, height: y.of(0) - top }
  return element('g', { class: 'row ours' }, element('title', {}, escapeMarkup(words)), element('rect', box))
}

function quantiles({ insertLatencyMs: latency }: RunResult, x: Scale, y: Scale): string {
  if (latency === undefined) return ''
  return (['p50', 'p99'] as const)
    .map((name) => {
      const at = Math.min(Math.max(x.of(latency[name]), x.pixels[0]), x.pixels[1])
      const side = name === 'p50' ? { x: at - 4, 'text-anchor': 'end' } : { x: at + 4, 'text-anchor': 'start' }
      return (
        element('line', { class: 'quantile', x1: at, x2: at, y1: y.pixels[0], y2: y.pixels[1] - 10 }) +
        element('text', { class: 'mark', y: y.pixels[1] - 2, ...side }, name)
      )
    })
    .join('')
}

function quantileWords({ insertLatencyMs: latency }: RunResult): string {
  return latency === undefined ? '' : `p50 ${threeDigits(latency.p50)} ms, p99 ${threeDigits(latency.p99)} ms`
}
