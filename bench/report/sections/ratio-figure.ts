// Shares of the limit of the same format, sample by sample, against a line where the limit is.
import { formatRange, formatRatio } from '../format-number.ts'
import type { RowFigure } from '../html/row-figures.ts'
import { dotMark } from '../plot/dot-mark.ts'
import { linearScale } from '../plot/scale.ts'
import { runRows, type RunGroup } from './run-rows.ts'

export function ratioFigure(groups: readonly RunGroup[]): RowFigure {
  const highest = Math.max(1, ...groups.flatMap(({ runs }) => runs.map((run) => run.ratioToLimit?.high ?? 0)))
  return {
    heading: 'Share of the limit',
    unit: '1 = L of the same format',
    reference: 1,
    groups: runRows(groups, ({ title, ratioToLimit }) => {
      if (ratioToLimit === undefined) return undefined
      const value = formatRatio(ratioToLimit.median)
      return {
        value,
        hover: `${title}: ${value} of the limit, ${formatRange(ratioToLimit, formatRatio)}`,
        marks: (scale, middle) => dotMark(ratioToLimit, scale, middle),
      }
    }),
    scale: (pixels) => linearScale([0, highest], pixels, 5),
    tickWords: String,
  }
}
