// How uPlot is to draw a picture: axes in the viewer's language, areas, and bands between stacked lines.
import uPlot from 'uplot'
import { shortCount } from '../shell/short-count.ts'
import { axisTimes } from './axis-times.ts'
import type { ChartLine, ChartPicture } from './chart-picture.ts'
import { drawPartial } from './draw-partial.ts'
import { fittingLabels } from './fitting-labels.ts'
import { fillOf, lineWidthPx } from './line-style.ts'
import { textWidthPx } from './text-width.ts'

const xLabelsHeightPx = 30
const yLabelsGapPx = 14
const yLabelsStepPx = 6
const headroom = 1.06
const countSteps = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

/** Options for the shape of `picture()`, which is asked again for the numbers that are newest. */
export function plotOptions(picture: () => ChartPicture, widthPx: number, heightPx: number): uPlot.Options {
  const { lines, isStacked, colors } = picture()
  const timeLabels = axisTimes()
  const axis: uPlot.Axis = { stroke: colors.text, font: colors.font, ticks: { show: false } }
  return {
    width: widthPx,
    height: heightPx,
    ms: 1,
    padding: [12, 16, 0, 0],
    legend: { show: false },
    scales: {
      x: { range: (_plot, minMs, maxMs) => widened(minMs, maxMs, picture().columns.intervalMs) },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * headroom : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: xLabelsHeightPx,
        space: 72,
        values: (plot, ticksMs, _axis, _space, stepMs) =>
          xLabels(plot, ticksMs, timeLabels(ticksMs, stepMs), colors.font),
      },
      {
        ...axis,
        grid: { stroke: colors.grid, width: 1 },
        size: (plot, labels) => yLabelsWidthPx(plot, labels, colors.font),
        incrs: countSteps,
        values: (_plot, ticks) => ticks.map((tick) => shortCount(tick)),
      },
    ],
    series: [{}, ...lines.map((line) => lineOptions(line, picture))],
    // Filled between a line and the one it stands on.
    bands: isStacked ? lines.slice(1).map((_, index) => ({ series: [index + 2, index + 1] })) : [],
    hooks: { drawSeries: [(plot, series) => drawPartial(plot, series, picture())] },
  }
}

/** Wide enough for the widest label; in steps, so that the chart does not change its width with every number. */
function yLabelsWidthPx({ ctx }: uPlot, labels: readonly string[] | null, font: string): number {
  const widest = Math.max(0, ...(labels ?? []).map((label) => textWidthPx(ctx, font, label)))
  return Math.ceil((widest + yLabelsGapPx) / yLabelsStepPx) * yLabelsStepPx
}

/** The ends are those of the canvas, beyond the plot itself. */
function xLabels(plot: uPlot, ticksMs: readonly number[], labels: readonly string[], font: string): string[] {
  const placed = labels.map((text, index) => ({
    text,
    atPx: plot.valToPos(ticksMs[index] ?? 0, 'x'),
    widthPx: textWidthPx(plot.ctx, font, text),
  }))
  const leftPx = plot.bbox.left / devicePixelRatio
  return fittingLabels(placed, -leftPx, plot.width - leftPx)
}

/** The path of a line over whole buckets only; the others are drawn apart. */
function lineOptions(line: ChartLine, picture: () => ChartPicture): uPlot.Series {
  const path = uPlot.paths.linear?.()
  const fill = fillOf(picture(), line)
  return {
    stroke: line.color,
    width: lineWidthPx(picture()),
    points: { show: false },
    ...(fill === undefined ? {} : { fill }),
    paths: (plot, series, first, last) => {
      const { firstWhole, lastWhole } = picture().columns
      const [from, to] = [Math.max(first, firstWhole), Math.min(last, lastWhole)]
      return from < to && path !== undefined ? path(plot, series, from, to) : null
    },
  }
}

/** One bucket alone stands in the middle; without any, uPlot knows no ends. */
function widened(minMs: number | null, maxMs: number | null, intervalMs: number): uPlot.Range.MinMax {
  if (minMs === null || maxMs === null) return [0, intervalMs]
  return minMs < maxMs ? [minMs, maxMs] : [minMs - intervalMs, maxMs + intervalMs]
}
