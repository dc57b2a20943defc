// When things happen: a daily wave that peaks in the early evening (UTC) and quieter week-ends, as the inverse of its
// cumulative share, so that equal steps of the share hold equal numbers of rows.

const cellMs = 900_000
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
}

/** Every moment is as likely. */
export function evenRhythm(spanMs: number): TimeRhythm {
  return { offsetMsAt: (u) => Math.min(spanMs - 1, Math.floor(u * spanMs)) }
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

  return {
    offsetMsAt(u) {
      const target = u * total
      let low = 0
      let high = cellCount
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if ((cumulative[middle] ?? 0) <= target) low = middle
        else high = middle
      }
      const start = cumulative[low] ?? 0
      const share = (target - start) / ((cumulative[low + 1] ?? total) - start)
      const widthMs = Math.min(cellMs, spanMs - low * cellMs)
      return Math.min(spanMs - 1, Math.floor(low * cellMs + share * widthMs))
    },
  }
}
