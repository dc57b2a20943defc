// Rows per second by time, out of how many rows were in by when. Rows come in blocks, so a rate is that of a window around
// its time.

export interface RateAt {
  readonly seconds: number
  readonly rowsPerSecond: number
}

const pointCount = 60
/** A block is in at once: a window has to be wider than what lies between two of them. */
const windowSecondsMin = 0.5
const windowShareMin = 0.1

/** `timeline`: seconds since the start, rows in by then, in the order of time. Empty when there is nothing to see. */
export function rowsOverTime(timeline: readonly (readonly [seconds: number, rows: number])[]): RateAt[] {
  const [first, last] = [timeline.at(0), timeline.at(-1)]
  if (first === undefined || last === undefined || last[0] <= first[0]) return []
  const [start, end] = [first[0], last[0]]
  const half = Math.max(windowSecondsMin, (end - start) * windowShareMin) / 2
  return Array.from({ length: pointCount + 1 }, (_, point) => {
    const seconds = start + ((end - start) * point) / pointCount
    const from = Math.max(start, Math.min(seconds - half, end - 2 * half))
    const to = Math.min(end, from + 2 * half)
    return { seconds, rowsPerSecond: (rowsAt(timeline, to) - rowsAt(timeline, from)) / (to - from) }
  })
}

/** Between two samples rows come evenly. */
function rowsAt(timeline: readonly (readonly [seconds: number, rows: number])[], seconds: number): number {
  const index = timeline.findIndex(([at]) => at >= seconds)
  const after = timeline[index] ?? timeline.at(-1)
  const before = timeline[index - 1]
  if (after === undefined) return 0
  if (before === undefined || after[0] === before[0]) return after[1]
  return before[1] + ((seconds - before[0]) / (after[0] - before[0])) * (after[1] - before[1])
}
