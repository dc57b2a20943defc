// A plot over two axes: grid, round numbers, units; what is drawn in it comes as a function of both scales.
import { element, escapeMarkup } from './element.ts'
import type { Range, Scale } from './scale.ts'

interface Axis {
  readonly unit: string
  readonly scale: (pixels: Range) => Scale
  readonly tickWords: (value: number) => string
}

export interface XyPlotOptions {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly x: Axis
  readonly y: Axis
  readonly marks: (x: Scale, y: Scale) => string
}

const margin = { top: 22, right: 10, bottom: 38, left: 38 } as const

export function xyPlot({ title, width, height, x, y, marks }: XyPlotOptions): string {
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom]
  const [xScale, yScale] = [x.scale([left + 4, right - 4]), y.scale([bottom, top])]
  const rows = yScale.ticks.map((tick) => {
    const at = yScale.of(tick)
    const words = escapeMarkup(y.tickWords(tick))
    return (
      element('line', { class: 'grid', x1: left, x2: right, y1: at, y2: at }) +
      element('text', { class: 'tick', x: left - 6, y: at + 4, 'text-anchor': 'end' }, words)
    )
  })
  const columns = xScale.ticks.map((tick) => {
    const at = { class: 'tick', x: xScale.of(tick), y: bottom + 16, 'text-anchor': 'middle' }
    return element('text', at, escapeMarkup(x.tickWords(tick)))
  })
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title },
    ...rows,
    ...columns,
    element('text', { class: 'unit', x: 0, y: 11 }, escapeMarkup(y.unit)),
    element('text', { class: 'unit', x: right, y: height - 5, 'text-anchor': 'end' }, escapeMarkup(x.unit)),
    marks(xScale, yScale),
  )
}
