// Puts rows in the order of their times, in time linear in the rows: by buckets of a row each, on average, which are then sorted by
// insertion, or, where times are so uneven that some bucket would have many, digit by digit from the least significant on (radix
// sort). The order is stable. Rows that are nearly in order, as those of sessions are, are looked at nearly in the order of memory.
import { hotLoopRows } from '../../machine/hot-loop.ts'

const digitBits = 11
const digitCount = 1 << digitBits
/** With more rows in one bucket, insertion would take longer than digits do. */
const bucketRowsMax = 32

/** Sorts row numbers by whole milliseconds; holds the scratch space for `rowCountMax` rows. */
export class TimeSorter {
  readonly #order: Uint32Array
  readonly #scratch: Uint32Array
  readonly #digitStarts = new Uint32Array(digitCount)
  readonly #bucketStarts: Uint32Array

  constructor(rowCountMax: number) {
    this.#order = new Uint32Array(rowCountMax)
    this.#scratch = new Uint32Array(rowCountMax)
    this.#bucketStarts = new Uint32Array(rowCountMax)
  }

  /** Row numbers in the order of `timesMs[0 … count - 1]` (non-negative whole numbers). Valid until the next call. */
  order(timesMs: Float64Array, count: number): Uint32Array {
    const range: Range = { min: Infinity, max: 0 }
    for (const [first, end] of slices(count)) widen(range, timesMs, first, end)
    return this.#byBuckets(timesMs, range, count) ?? this.#byDigits(timesMs, range, count)
  }

  /** Undefined when some bucket would have too many rows. */
  #byBuckets(timesMs: Float64Array, { min, max }: Range, count: number): Uint32Array | undefined {
    const starts = this.#bucketStarts.fill(0, 0, count)
    const buckets = { timesMs, min, scale: count / (max - min + 1) }
    for (const [first, end] of slices(count)) countBuckets(buckets, this.#scratch, starts, first, end)
    if (startsOf(starts, count) > bucketRowsMax) return undefined
    for (const [first, end] of slices(count)) placeInBuckets(this.#scratch, starts, this.#order, first, end)
    for (const [first, end] of slices(count)) insert(timesMs, this.#order, first, end)
    return this.#order
  }

  #byDigits(timesMs: Float64Array, { min, max }: Range, count: number): Uint32Array {
    let from = this.#order
    let to = this.#scratch
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

function placeInBuckets(bucketOf: Uint32Array, starts: Uint32Array, to: Uint32Array, first: number, end: number): void {
  for (let row = first; row < end; row++) {
    const bucket = bucketOf[row] ?? 0
    const position = starts[bucket] ?? 0
    to[position] = row
    starts[bucket] = position + 1
  }
}

/** Moves each row before those of its bucket that are later. */
function insert(timesMs: Float64Array, order: Uint32Array, first: number, end: number): void {
  for (let i = first; i < end; i++) {
    const row = order[i] ?? 0
    const time = timesMs[row] ?? 0
    let at = i
    for (; at > 0; at--) {
      const before = order[at - 1] ?? 0
      if ((timesMs[before] ?? 0) <= time) break
      order[at] = before
    }
    order[at] = row
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
