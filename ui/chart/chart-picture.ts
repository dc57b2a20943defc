// What a chart is to draw: one line of all events, a line for each type, or these stacked.
import type { ChartColors } from './chart-colors.ts'
import type { SeriesColumns } from './series-columns.ts'
import { stacked } from './stacked.ts'

export interface ChartLine {
  readonly name: string
  readonly color: string
  readonly counts: number[]
}

export interface ChartPicture {
  readonly columns: SeriesColumns
  readonly lines: readonly ChartLine[]
  readonly isStacked: boolean
  readonly colors: ChartColors
  /** How high the lines are drawn, in their order. */
  readonly heights: number[][]
}

export function chartPicture(parts: Omit<ChartPicture, 'heights'>): ChartPicture {
  const counts = parts.lines.map((line) => line.counts)
  return { ...parts, heights: parts.isStacked ? stacked(counts) : counts }
}

/** The same for two pictures that differ in their numbers only: then the chart can stay and takes the new numbers. */
export function pictureShape({ lines, isStacked, colors }: ChartPicture): string {
  return JSON.stringify([lines.map(({ name, color }) => [name, color]), isStacked, colors])
}
