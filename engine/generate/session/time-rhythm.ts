// When things happen: a daily wave that peaks in the early evening (UTC) and quieter week-ends, as the inverse of its
// cumulative share, so that equal steps of the share hold equal numbers of rows.
import { guideOf, wordValues } from '../distribution/sampler.ts'

const cellMs = 900_000
const guideBits = 13
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
  /**
   * Turns shares (0 ≤ u ≤ 1) in `shares[from … to - 1]`, none of which is below the one before it, into the whole milliseconds
   * after the range's start at which so much of the rows has come.
   */
  offsetsMsOf(shares: Float64Array, from: number, to: number): void
}

/** Every moment is as likely. */
export function evenRhythm(spanMs: number): TimeRhythm {
  return {
    offsetsMsOf(shares, from, to) {
      for (let i = from; i < to; i++) shares[i] = Math.min(spanMs - 1, Math.floor((shares[i] ?? 0) * spanMs))
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
  const guide = guideOf(cumulative.subarray(1), { bits: guideBits, scale: total / wordValues })
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

  return {
    offsetsMsOf(shares, from, to) {
      let cell = guide[Math.min(guide.length - 1, Math.floor((shares[from] ?? 0) * guide.length))] ?? 0
      for (let i = from; i < to; i++) {
        const target = (shares[i] ?? 0) * total
        cell = cellFrom(cell, target)
        shares[i] = offsetMsIn(cell, target)
      }
    },
  }
}
