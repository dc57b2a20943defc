// Rows per second of runs, as bars from zero.
import { formatMillions, formatRange } from '../format-number.ts'
import type { RowFigure } from '../html/row-figures.ts'
import { barMark } from '../plot/bar-mark.ts'
import { linearScale } from '../plot/scale.ts'
import { runRows, type RunGroup } from './run-rows.ts'

export function rateFigure(groups: readonly RunGroup[]): RowFigure {
  const highest = Math.max(...groups.flatMap(({ runs }) => runs.map(({ rowsPerSecond }) => rowsPerSecond.high)))
  return {
    heading: 'Rows per second',
    unit: 'million rows/s',
    groups: runRows(groups, ({ title, rowsPerSecond }) => {
      const value = formatMillions(rowsPerSecond.median)
      return {
        value,
        hover: `${title}: ${value} M rows/s, ${formatRange(rowsPerSecond, formatMillions)}`,
        marks: (scale, middle) => barMark(rowsPerSecond, scale, middle),
      }
    }),
    scale: (pixels) => linearScale([0, highest], pixels, 8),
    tickWords: (value) => String(value / 1e6),
  }
}
