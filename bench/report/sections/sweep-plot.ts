// Rows per second by the value of a setting, with error bars from the lowest sample to the highest.
import type { SweepResult } from '../bench-report.ts'
import { formatMebibytes, formatMillions, formatRange } from '../format-number.ts'
import { element, escapeMarkup } from '../plot/element.ts'
import { linePath } from '../plot/line-path.ts'
import { roundPixels } from '../plot/round-pixels.ts'
import { linearScale, logScale, type Range, type Scale } from '../plot/scale.ts'
import { xyPlot } from '../plot/xy-plot.ts'
import { sweepNotes } from '../sweep-notes.ts'
import { sweepValueWords } from '../sweep-value-words.ts'

type Point = SweepResult['points'][number]

/** Values that lie farther apart are on a logarithmic axis. */
const linearFactorMax = 5

export function sweepPlot(sweep: SweepResult): string {
  const { setting, title, points } = sweep
  const highest = Math.max(...points.map(({ rowsPerSecond }) => rowsPerSecond.high))
  return xyPlot({
    title: `Rows per second by ${title}`,
    width: 340,
    height: 210,
    x: {
      unit: title,
      scale: (pixels) => valueScale(points, pixels),
      tickWords: (value) => sweepValueWords(setting, value),
    },
    y: {
      unit: 'million rows/s',
      scale: (pixels) => linearScale([0, highest * 1.12], pixels, 6),
      tickWords: (value) => String(value / 1e6),
    },
    marks: (x, y) => {
      const line = linePath(points.map(({ value, rowsPerSecond }) => [x.of(value), y.of(rowsPerSecond.median)]))
      return element('path', { class: 'line', d: line }) + points.map((point) => pointMark(point, sweep, x, y)).join('')
    },
  })
}

/** Its ticks are the values that were measured. */
function valueScale(points: readonly Point[], pixels: Range): Scale {
  const values = points.map(({ value }) => value).toSorted((a, b) => a - b)
  const [low, high] = [values.at(0) ?? 0, values.at(-1) ?? 0]
  const inner = [pixels[0] + 28, pixels[1] - 28] as const
  const isLogarithmic = low > 0 && high / low > linearFactorMax
  const scale = isLogarithmic ? logScale([low, high], inner, 2) : linearScale([low, high], inner, 2)
  return { ...scale, ticks: values }
}

function pointMark({ value, rowsPerSecond, peakRssBytes }: Point, sweep: SweepResult, x: Scale, y: Scale): string {
  const [at, median, low, high] = [
    x.of(value),
    y.of(rowsPerSecond.median),
    y.of(rowsPerSecond.low),
    y.of(rowsPerSecond.high),
  ]
  const words = sweepNotes(sweep, value).join(', ')
  const hover =
    `${sweep.title} ${sweepValueWords(sweep.setting, value)}: ${formatMillions(rowsPerSecond.median)} M rows/s, ` +
    `${formatRange(rowsPerSecond, formatMillions)}, peak memory ${formatMebibytes(peakRssBytes.median)} MiB`
  return element(
    'g',
    { class: value === sweep.usual ? 'row ours' : 'row' },
    element('title', {}, escapeMarkup(hover)),
    element('rect', { class: 'hit', x: at - 14, y: y.pixels[1], width: 28, height: y.pixels[0] - y.pixels[1], rx: 4 }),
    element('path', { class: 'whisker', d: `M${roundPixels(at)} ${roundPixels(low)}V${roundPixels(high)}` }),
    element('circle', { class: 'dot', cx: at, cy: median, r: 4 }),
    element('text', { class: 'mark', x: at, y: high - 8, 'text-anchor': 'middle' }, escapeMarkup(words)),
  )
}
