// Times of rows that have no sessions and are never late: drawn in their order, so that nothing need be sorted. The gaps between
// uniform numbers that were sorted are exponential ones, divided by their sum (Devroye, Non-Uniform Random Variate Generation,
// 1986, V.3.1).
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import { exponentialSampler } from '../distribution/compile-distribution.ts'
import type { RandomWords } from '../random-words.ts'
import type { BatchTimes, TimeRange } from './batch-times.ts'

const drawGaps = exponentialSampler()

export class RowTimes implements BatchTimes {
  readonly timesMs: Float64Array
  readonly sessionOf: Uint32Array
  readonly #range: TimeRange
  readonly #gaps = new Float64Array(hotLoopRows)

  constructor(range: TimeRange, rowCountMax: number) {
    this.#range = range
    this.timesMs = new Float64Array(rowCountMax)
    this.sessionOf = Uint32Array.from({ length: rowCountMax }, (_, row) => row)
  }

  draw({ rowCount, shareFrom, shareTo }: BatchSpec, random: RandomWords): number {
    const times = this.timesMs
    let total = 0
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const count = Math.min(hotLoopRows, rowCount - from)
      drawGaps(random.next(count), this.#gaps, 0, count)
      total = addUp(this.#gaps, count, total, times, from)
    }
    drawGaps(random.next(1), this.#gaps, 0, 1) // what is left after the last row
    const perGap = (shareTo - shareFrom) / (total + (this.#gaps[0] ?? 0))
    const { rhythm, fromMs } = this.#range
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const to = Math.min(rowCount, from + hotLoopRows)
      scale(times, from, to, perGap, shareFrom)
      rhythm.offsetsMsOf(times, from, to)
      scale(times, from, to, 1, fromMs)
    }
    return rowCount
  }
}

/** Writes how far each row is from the batch's start; returns how far the last one is. */
function addUp(gaps: Float64Array, count: number, before: number, sums: Float64Array, from: number): number {
  let sum = before
  for (let i = 0; i < count; i++) {
    sum += gaps[i] ?? 0
    sums[from + i] = sum
  }
  return sum
}

function scale(values: Float64Array, from: number, to: number, factor: number, added: number): void {
  for (let i = from; i < to; i++) values[i] = added + (values[i] ?? 0) * factor
}
