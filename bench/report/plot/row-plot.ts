// A plot with a row for each thing: its name, its marks along one axis, its value in words. Rows come in groups.
import { element, escapeMarkup } from './element.ts'
import type { Range, Scale } from './scale.ts'

export interface PlotRow {
  readonly name: string
  /** Empty where nothing was measured; there are no marks then. */
  readonly value: string
  /** All there is to say, for whoever points at it. */
  readonly hover: string
  /** What the report is about, as against what it is compared with. */
  readonly isOurs: boolean
  /** Around the middle of the row; empty for none. */
  readonly marks: (scale: Scale, middle: number) => string
}

export interface PlotGroup {
  readonly name: string
  readonly rows: readonly PlotRow[]
}

export interface RowPlotOptions {
  /** For who cannot see it. */
  readonly title: string
  readonly width: number
  /** `none`: beside another plot of the same rows, which has them. */
  readonly names: 'left' | 'above' | 'none'
  readonly nameWidth?: number
  readonly unit: string
  readonly groups: readonly PlotGroup[]
  /** A value that others are held against, drawn through all rows. */
  readonly reference?: number
  readonly scale: (pixels: Range) => Scale
  readonly tickWords: (value: number) => string
}

const valueWidth = 62
const groupHeight = 30
const axisHeight = 38
const heights = { left: 25, none: 25, above: 40 } as const

export function rowPlot(options: RowPlotOptions): string {
  const { width, names, nameWidth = 170, groups, title } = options
  const rowHeight = heights[names]
  const scale = options.scale([names === 'left' ? nameWidth : 1, width - valueWidth])
  const parts: string[] = []
  let top = 0
  for (const { name, rows } of groups) {
    if (name !== '') {
      if (names !== 'none') parts.push(element('text', { class: 'group', x: 0, y: top + 20 }, escapeMarkup(name)))
      top += groupHeight
    }
    for (const row of rows) {
      parts.push(plotRow(row, scale, top, rowHeight, options))
      top += rowHeight
    }
  }
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${top + axisHeight}`, role: 'img', 'aria-label': title },
    axis(scale, top, options),
    ...parts,
  )
}

function plotRow(row: PlotRow, scale: Scale, top: number, height: number, { width, names }: RowPlotOptions): string {
  const middle = names === 'above' ? top + height - 12 : top + height / 2
  const baseline = names === 'above' ? top + 18 : middle + 4.5
  return element(
    'g',
    { class: row.isOurs ? 'row ours' : 'row' },
    element('title', {}, escapeMarkup(row.hover)),
    element('rect', { class: 'hit', x: 0, y: top, width, height, rx: 4 }),
    names === 'none' ? '' : element('text', { class: 'name', x: 0, y: baseline }, escapeMarkup(row.name)),
    row.marks(scale, middle),
    element('text', { class: 'value', x: width, y: baseline, 'text-anchor': 'end' }, escapeMarkup(row.value)),
  )
}

function axis(scale: Scale, bottom: number, { unit, reference, tickWords }: RowPlotOptions): string {
  const line = (name: string, value: number): string =>
    element('line', { class: name, x1: scale.of(value), x2: scale.of(value), y1: 0, y2: bottom + 4 })
  const ticks = scale.ticks.map((tick) => {
    const words = escapeMarkup(tickWords(tick))
    const text = element('text', { class: 'tick', x: scale.of(tick), y: bottom + 17, 'text-anchor': 'middle' }, words)
    return line('grid', tick) + text
  })
  const unitAt = { class: 'unit', x: scale.pixels[1], y: bottom + 33, 'text-anchor': 'end' }
  return [
    ...ticks,
    ...(reference === undefined ? [] : [line('reference', reference)]),
    element('text', unitAt, escapeMarkup(unit)),
  ].join('')
}
