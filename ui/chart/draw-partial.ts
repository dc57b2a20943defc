// Draws what leads to a bucket that counts only a part of its time, dashed and paler: its count is not yet, or not all, there.
import type uPlot from 'uplot'
import type { ChartPicture } from './chart-picture.ts'
import { fillOf, lineWidthPx } from './line-style.ts'

const dashPx = [4, 4]
const dotRadiusPx = 3

/** Series are counted from 1, as uPlot does. */
export function drawPartial(plot: uPlot, series: number, picture: ChartPicture): void {
  const { startsMs, firstWhole, lastWhole } = picture.columns
  const last = startsMs.length - 1
  const pairs = [
    ...(firstWhole > 0 && last > 0 ? [[0, 1] as const] : []),
    ...(lastWhole < last && (last > 1 || firstWhole === 0) && last > 0 ? [[last - 1, last] as const] : []),
  ]
  const { ctx, bbox } = plot
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  for (const pair of pairs) drawPair(plot, series, picture, pair)
  // A whole bucket with no whole neighbour has no line of its own.
  if (last === 0 || firstWhole === lastWhole) drawDot(plot, series, picture, last === 0 ? 0 : firstWhole)
  ctx.restore()
}

function drawPair(plot: uPlot, series: number, picture: ChartPicture, pair: readonly [number, number]): void {
  const line = picture.lines[series - 1]
  if (line === undefined) return
  const { ctx } = plot
  const at = pointsOf(plot, picture)
  const fill = fillOf(picture, line)
  if (fill !== undefined) {
    ctx.globalAlpha = 0.5
    ctx.fillStyle = fill
    ctx.beginPath()
    for (const bucket of pair) ctx.lineTo(...at(series, bucket))
    for (const bucket of pair.toReversed()) ctx.lineTo(...at(picture.isStacked ? series - 1 : 0, bucket))
    ctx.fill()
    ctx.globalAlpha = 1
  }
  if (lineWidthPx(picture) === 0) return
  ctx.strokeStyle = line.color
  ctx.lineWidth = lineWidthPx(picture) * devicePixelRatio
  ctx.setLineDash(dashPx.map((px) => px * devicePixelRatio))
  ctx.beginPath()
  for (const bucket of pair) ctx.lineTo(...at(series, bucket))
  ctx.stroke()
}

function drawDot(plot: uPlot, series: number, picture: ChartPicture, bucket: number): void {
  const line = picture.lines[series - 1]
  if (line === undefined) return
  const { ctx } = plot
  ctx.fillStyle = line.color
  ctx.beginPath()
  ctx.arc(...pointsOf(plot, picture)(series, bucket), dotRadiusPx * devicePixelRatio, 0, 2 * Math.PI)
  ctx.fill()
}

/** Canvas pixels of a bucket's height in a series; series 0 is the ground. */
function pointsOf(plot: uPlot, picture: ChartPicture): (series: number, bucket: number) => [number, number] {
  return (series, bucket) => [
    plot.valToPos(picture.columns.startsMs[bucket] ?? 0, 'x', true),
    plot.valToPos(picture.heights[series - 1]?.[bucket] ?? 0, 'y', true),
  ]
}
