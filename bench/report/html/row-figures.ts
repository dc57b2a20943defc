// Plots of the same rows side by side, which share their names; on a narrow screen one below the other, each with its own.
import { element } from '../plot/element.ts'
import { rowPlot, type PlotGroup, type RowPlotOptions } from '../plot/row-plot.ts'
import { figure, type Key } from './figure.ts'

export interface RowFigure extends Pick<RowPlotOptions, 'unit' | 'groups' | 'reference' | 'scale' | 'tickWords'> {
  readonly heading: string
  readonly key?: Key
}

/** Of the page, when plots stand side by side. */
const wideWidth = 1130
const gapWidth = 28
const narrowWidth = 340

/** `nameWidth`: what the longest name of a row takes. */
export function rowFigures(figures: readonly RowFigure[], nameWidth: number): string {
  const plotWidth = (wideWidth - nameWidth - gapWidth * (figures.length - 1)) / figures.length
  const widthOf = (index: number): number => plotWidth + (index === 0 ? nameWidth : 0)
  const columns = figures.map((_, index) => `${Math.round(widthOf(index))}fr`).join(' ')
  const wide = figures.map(({ heading, key, ...plot }, index) => {
    const names = index === 0 ? 'left' : 'none'
    return figure(
      heading,
      rowPlot({ ...plot, title: `${heading}, ${plot.unit}`, width: widthOf(index), names, nameWidth }),
      key,
    )
  })
  const narrow = figures.map(({ heading, key, groups, ...plot }) => {
    const options = {
      ...plot,
      groups: withoutEmptyRows(groups),
      title: `${heading}, ${plot.unit}`,
      width: narrowWidth,
      names: 'above',
    } as const
    return figure(heading, rowPlot(options), key)
  })
  return (
    element('div', { class: 'rows wide', style: `grid-template-columns: ${columns}` }, ...wide) +
    element('div', { class: 'rows narrow' }, ...narrow)
  )
}

function withoutEmptyRows(groups: readonly PlotGroup[]): PlotGroup[] {
  return groups
    .map(({ name, rows }) => ({ name, rows: rows.filter(({ value }) => value !== '') }))
    .filter(({ rows }) => rows.length > 0)
}
