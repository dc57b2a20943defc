// Independent moments of a batch's slice of time, in their order, without being sorted: the gaps between uniform numbers that were
// sorted are exponential ones, divided by their sum (Devroye, Non-Uniform Random Variate Generation, 1986, V.3.1).
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import { exponentialSampler } from '../distribution/compile-distribution.ts'
import type { RandomWords } from '../random-words.ts'
import type { TimeRhythm } from './time-rhythm.ts'

const drawGaps = exponentialSampler()

export class OrderedTimes {
  readonly #rhythm: TimeRhythm
  /** From the last moment to the slice's end. */
  readonly #lastGap = new Float64Array(1)

  constructor(rhythm: TimeRhythm) {
    this.#rhythm = rhythm
  }

  /** Writes whole milliseconds after the start of the whole range to `offsetsMs[0 … count - 1]`. */
  draw({ shareFrom, shareTo }: BatchSpec, random: RandomWords, offsetsMs: Float64Array, count: number): void {
    let total = 0
    for (let from = 0; from < count; from += hotLoopRows) {
      const to = Math.min(count, from + hotLoopRows)
      drawGaps(random.next(to - from), offsetsMs, from, to)
      total = addUp(offsetsMs, from, to, total)
    }
    drawGaps(random.next(1), this.#lastGap, 0, 1)
    const perGap = (shareTo - shareFrom) / (total + (this.#lastGap[0] ?? 0))
    for (let from = 0; from < count; from += hotLoopRows) {
      const to = Math.min(count, from + hotLoopRows)
      toShares(offsetsMs, from, to, perGap, shareFrom)
      this.#rhythm.offsetsMsOf(offsetsMs, from, to)
    }
  }
}

/** Makes gaps into how far each moment is from the slice's start; returns how far the last one is. */
function addUp(gaps: Float64Array, from: number, to: number, before: number): number {
  let sum = before
  for (let i = from; i < to; i++) {
    sum += gaps[i] ?? 0
    gaps[i] = sum
  }
  return sum
}

function toShares(values: Float64Array, from: number, to: number, perGap: number, shareFrom: number): void {
  for (let i = from; i < to; i++) values[i] = shareFrom + (values[i] ?? 0) * perGap
}
