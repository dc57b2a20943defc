// Times as they were measured: the row's own, some while after it, or as they are spread by themselves.
import { durationText } from '../draft/file-units.ts'
import { isTooFine, resolutionMs } from '../measure/column-kind.ts'
import type { MeasuredColumn } from '../measure/measured-column.ts'
import type { Point } from '../measure/quantiles.ts'
import type { Choosing } from './choose-measured.ts'
import type { ChosenColumn } from './chosen-column.ts'
import { chooseMeasuredNumber } from './choose-measured-number.ts'
import { spreadPoints } from './spread-points.ts'

/** A column follows the row's time when its delays lie so much closer together than its times do. */
const closerThan = 0.5
const [shareLow, shareHigh] = [0.05, 0.95]

export function chooseMeasuredTime(column: MeasuredColumn, { rowCount, rowTime }: Choosing): ChosenColumn | undefined {
  const { delays, summary, parsed } = column
  const [least, most] = [delays[0]?.[1], delays.at(-1)?.[1]]
  if (least !== undefined && most !== undefined && least >= 0) {
    if (most < resolutionMs(parsed) && rowTime?.isSpanned === true)
      return { source: { from: 'time' }, notes: ["the same as the row's time"] }
    if (width(delays) < closerThan * (summary.max - summary.min)) {
      const points = spreadPoints(delays, []).map(([share, ms]): [number, string] => [share, durationText(ms)])
      const after = rowTime === undefined || rowTime.isSpanned ? {} : { column: rowTime.name }
      return { source: { from: 'after', ...after, delay: { from: 'quantiles', points } }, notes: [] }
    }
  }
  if (isTooFine(parsed))
    return { source: { from: 'time' }, notes: ["the row's time: other times of that precision cannot be made"] }
  return chooseMeasuredNumber(column, rowCount)
}

function width(points: readonly Point[]): number {
  const valueAt = (wanted: number): number => points.find(([share]) => share >= wanted)?.[1] ?? 0
  return valueAt(shareHigh) - valueAt(shareLow)
}
