// The line of a sparkline as an SVG path: time to the right, the largest value on top, nothing where nothing is known.

export interface SparklinePoint {
  readonly atMs: number
  readonly value: number
}

interface Frame {
  readonly fromMs: number
  readonly toMs: number
  readonly width: number
  readonly height: number
  /** A longer silence is a gap. */
  readonly gapMs: number
}

/** Path data for points in the order of their times; those before `fromMs` are left out. Empty without points. */
export function sparklinePath(
  points: readonly SparklinePoint[],
  { fromMs, toMs, width, height, gapMs }: Frame,
): string {
  const shown = points.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
  const valueMax = Math.max(...shown.map(({ value }) => value), 1)
  const x = (atMs: number) => round(((atMs - fromMs) / (toMs - fromMs)) * width)
  const y = (value: number) => round(height - (value / valueMax) * height)
  return shown
    .map(({ atMs, value }, index) => {
      const before = shown[index - 1]
      const follows = before !== undefined && atMs - before.atMs <= gapMs
      return `${follows ? 'L' : 'M'}${x(atMs)} ${y(value)}`
    })
    .join('')
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
