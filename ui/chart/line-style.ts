// How a line of a picture looks: filled when it stands on another or stands alone.
import type { ChartLine, ChartPicture } from './chart-picture.ts'
import { faded } from './faded.ts'

/** CSS pixels. In a stack there are no lines: they would cover thin layers. */
export function lineWidthPx({ isStacked }: Pick<ChartPicture, 'isStacked'>): number {
  return isStacked ? 0 : 1.75
}

export function fillOf({ lines, isStacked }: ChartPicture, { color }: ChartLine): string | undefined {
  if (isStacked) return faded(color, 80)
  return lines.length === 1 ? faded(color, 14) : undefined
}
