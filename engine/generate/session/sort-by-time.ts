// Puts rows in the order of their times, in time linear in the rows: by buckets of a row each, on average, which are then sorted by
// insertion, or, where times are so uneven that some bucket would have many, digit by digit from the least significant on (radix
// sort). The order is stable. Rows that are nearly in order, as those of sessions are, are looked at nearly in the order of memory.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchTimes } from './batch-times.ts'

const digitBits = 11
const digitCount = 1 << digitBits
/** With more rows in one bucket, insertion would take longer than digits do. */
const bucketRowsMax = 32

/** Rows in some order; their times are whole and not negative. */
export type TimedRows = Pick<BatchTimes, 'timesMs' | 'sessionOf'>

/** Holds the scratch space for `rowCountMax` rows. */
export class TimeSorter {
  /** Row numbers, or the bucket of each row. */
  readonly #scratch: Uint32Array
  /** Row numbers, or where the next row of each bucket belongs. */
  readonly #otherScratch: Uint32Array
  readonly #digitStarts = new Uint32Array(digitCount)

  constructor(rowCountMax: number) {
    this.#scratch = new Uint32Array(rowCountMax)
    this.#otherScratch = new Uint32Array(rowCountMax)
  }

  /** Puts the first `count` rows of `from` into `to`, in the order of their times. */
  sort(from: TimedRows, to: TimedRows, count: number): void {
    const range: Range = { min: Infinity, max: 0 }
    for (const [first, end] of slices(count)) widen(range, from.timesMs, first, end)
    if (this.#byBuckets(from, to, range, count)) return
    const order = this.#byDigits(from.timesMs, range, count)
    for (const [first, end] of slices(count)) take(from, order, to, first, end)
  }

  /** False when some bucket would have too many rows. */
  #byBuckets(from: TimedRows, to: TimedRows, { min, max }: Range, count: number): boolean {
    const bucketOf = this.#scratch
    const starts = this.#otherScratch.fill(0, 0, count)
    const buckets = { timesMs: from.timesMs, min, scale: count / (max - min + 1) }
    for (const [first, end] of slices(count)) countBuckets(buckets, bucketOf, starts, first, end)
    if (startsOf(starts, count) > bucketRowsMax) return false
    for (const [first, end] of slices(count)) placeInBuckets(bucketOf, starts, from, to, first, end)
    for (const [first, end] of slices(count)) insert(to, first, end)
    return true
  }

  /** Returns the numbers of the rows in their order. */
  #byDigits(timesMs: Float64Array, { min, max }: Range, count: number): Uint32Array {
    let from = this.#scratch
    let to = this.#otherScratch
    for (const [first, end] of slices(count)) number(from, first, end)
    for (let divisor = 1; divisor <= max - min; divisor *= digitCount) {
      const digits = { timesMs, min, scale: 1 / divisor } // a power of two: exact
      this.#sortByDigit(digits, from, to, count)
      const sorted = to
      to = from
      from = sorted
    }
    return from
  }

  #sortByDigit(digits: Digits, from: Uint32Array, to: Uint32Array, count: number): void {
    const starts = this.#digitStarts.fill(0)
    for (const [first, end] of slices(count)) countDigits(digits, starts, first, end)
    startsOf(starts, digitCount)
    for (const [first, end] of slices(count)) place(digits, starts, from, to, first, end)
  }
}

interface Range {
  min: number
  max: number
}

/** A digit of each time above `min`, or its bucket. */
interface Digits {
  readonly timesMs: Float64Array
  readonly min: number
  readonly scale: number
}

function* slices(count: number): Generator<readonly [first: number, end: number]> {
  for (let first = 0; first < count; first += hotLoopRows) yield [first, Math.min(count, first + hotLoopRows)]
}

function widen(range: Range, timesMs: Float64Array, first: number, end: number): void {
  let { min, max } = range
  for (let row = first; row < end; row++) {
    const time = timesMs[row] ?? 0
    if (time < min) min = time
    if (time > max) max = time
  }
  range.min = min
  range.max = max
}

function number(rows: Uint32Array, first: number, end: number): void {
  for (let row = first; row < end; row++) rows[row] = row
}

/** Turns counts into where the rows of each begin; returns the largest count. */
function startsOf(counts: Uint32Array, length: number): number {
  let next = 0
  let largest = 0
  for (let i = 0; i < length; i++) {
    const count = counts[i] ?? 0
    if (count > largest) largest = count
    counts[i] = next
    next += count
  }
  return largest
}

/** Also says which bucket each row belongs to. */
function countBuckets(
  { timesMs, min, scale }: Digits,
  bucketOf: Uint32Array,
  counts: Uint32Array,
  first: number,
  end: number,
): void {
  for (let row = first; row < end; row++) {
    const bucket = (((timesMs[row] ?? 0) - min) * scale) | 0
    bucketOf[row] = bucket
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
}

function placeInBuckets(
  bucketOf: Uint32Array,
  starts: Uint32Array,
  { timesMs, sessionOf }: TimedRows,
  to: TimedRows,
  first: number,
  end: number,
): void {
  const { timesMs: toTimesMs, sessionOf: toSessionOf } = to
  for (let row = first; row < end; row++) {
    const bucket = bucketOf[row] ?? 0
    const position = starts[bucket] ?? 0
    toTimesMs[position] = timesMs[row] ?? 0
    toSessionOf[position] = sessionOf[row] ?? 0
    starts[bucket] = position + 1
  }
}

/** Moves each row before those of its bucket that are later. */
function insert({ timesMs, sessionOf }: TimedRows, first: number, end: number): void {
  for (let row = Math.max(1, first); row < end; row++) {
    const time = timesMs[row] ?? 0
    if ((timesMs[row - 1] ?? 0) <= time) continue
    const session = sessionOf[row] ?? 0
    let at = row
    for (; at > 0 && (timesMs[at - 1] ?? 0) > time; at--) {
      timesMs[at] = timesMs[at - 1] ?? 0
      sessionOf[at] = sessionOf[at - 1] ?? 0
    }
    timesMs[at] = time
    sessionOf[at] = session
  }
}

function take({ timesMs, sessionOf }: TimedRows, order: Uint32Array, to: TimedRows, first: number, end: number): void {
  for (let i = first; i < end; i++) {
    const row = order[i] ?? 0
    to.timesMs[i] = timesMs[row] ?? 0
    to.sessionOf[i] = sessionOf[row] ?? 0
  }
}

function countDigits({ timesMs, min, scale }: Digits, counts: Uint32Array, first: number, end: number): void {
  for (let row = first; row < end; row++) {
    const digit = Math.floor(((timesMs[row] ?? 0) - min) * scale) & (digitCount - 1)
    counts[digit] = (counts[digit] ?? 0) + 1
  }
}

/** Puts each row where the next one of its digit belongs. */
function place(
  { timesMs, min, scale }: Digits,
  starts: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
  first: number,
  end: number,
): void {
  for (let i = first; i < end; i++) {
    const row = from[i] ?? 0
    const digit = Math.floor(((timesMs[row] ?? 0) - min) * scale) & (digitCount - 1)
    const position = starts[digit] ?? 0
    to[position] = row
    starts[digit] = position + 1
  }
}
