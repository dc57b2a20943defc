// When things happen: a daily wave that peaks in the early evening (UTC) and quieter week-ends, as the inverse of its
// cumulative share, so that equal steps of the share hold equal numbers of rows.

const cellMs = 900_000
const guideSize = 8192
const dayMs = 86_400_000
const peakHour = 18
const weekendFactor = 0.72

/** Relative traffic at a moment, between about 0.3 and 1.6. */
function trafficAt(ms: number): number {
  const hour = (ms % dayMs) / 3_600_000
  const daily = 1 + 0.55 * Math.cos(((hour - peakHour) / 24) * 2 * Math.PI) + 0.1 * Math.cos((hour / 6) * 2 * Math.PI)
  const weekday = new Date(ms).getUTCDay()
  return weekday === 0 || weekday === 6 ? daily * weekendFactor : daily
}

export interface TimeRhythm {
  /** Whole milliseconds after the range's start at which the share `u` (0 ≤ u ≤ 1) of the rows has come. */
  offsetMsAt(u: number): number
  /** The same of `shares[from … to - 1]`, none of which is below the one before it, in place. */
  offsetsMsOf(shares: Float64Array, from: number, to: number): void
}

/** The cell in which the shares 0, 1/8192, 2/8192 … lie: where the search for a share begins. */
function guideOf(cumulative: Float64Array): Uint32Array {
  const guide = new Uint32Array(guideSize)
  const cellCount = cumulative.length - 1
  const total = cumulative[cellCount] ?? 0
  let cell = 0
  for (let i = 0; i < guideSize; i++) {
    while (cell < cellCount - 1 && (cumulative[cell + 1] ?? 0) <= (i / guideSize) * total) cell++
    guide[i] = cell
  }
  return guide
}

/** Every moment is as likely. */
export function evenRhythm(spanMs: number): TimeRhythm {
  const offsetMsAt = (u: number): number => Math.min(spanMs - 1, Math.floor(u * spanMs))
  return {
    offsetMsAt,
    offsetsMsOf(shares, from, to) {
      for (let i = from; i < to; i++) shares[i] = offsetMsAt(shares[i] ?? 0)
    },
  }
}

/** Rhythm of the range from `fromMs` to `toMs` (Unix milliseconds). Nothing lies at or after `toMs`. */
export function timeRhythm(fromMs: number, toMs: number): TimeRhythm {
  const spanMs = toMs - fromMs
  const cellCount = Math.ceil(spanMs / cellMs)
  const cumulative = new Float64Array(cellCount + 1)
  for (let cell = 0; cell < cellCount; cell++) {
    const widthMs = Math.min(cellMs, spanMs - cell * cellMs)
    cumulative[cell + 1] = (cumulative[cell] ?? 0) + trafficAt(fromMs + cell * cellMs + widthMs / 2) * widthMs
  }
  const total = cumulative[cellCount] ?? 0
  const guide = guideOf(cumulative)
  const cellFrom = (cell: number, target: number): number => {
    let low = cell
    while (low < cellCount - 1 && (cumulative[low + 1] ?? 0) <= target) low++
    return low
  }
  const offsetMsIn = (cell: number, target: number): number => {
    const start = cumulative[cell] ?? 0
    const share = (target - start) / ((cumulative[cell + 1] ?? total) - start)
    return Math.min(spanMs - 1, Math.floor(cell * cellMs + share * Math.min(cellMs, spanMs - cell * cellMs)))
  }
  const guessOf = (u: number): number => guide[Math.min(guideSize - 1, Math.floor(u * guideSize))] ?? 0

  return {
    offsetMsAt(u) {
      const target = u * total
      return offsetMsIn(cellFrom(guessOf(u), target), target)
    },
    offsetsMsOf(shares, from, to) {
      let cell = guessOf(shares[from] ?? 0)
      for (let i = from; i < to; i++) {
        const target = (shares[i] ?? 0) * total
        cell = cellFrom(cell, target)
        shares[i] = offsetMsIn(cell, target)
      }
    },
  }
}
