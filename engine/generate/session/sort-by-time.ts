// Puts rows in the order of their times: a least-significant-digit radix sort of row numbers, linear in the rows.
// It promises a stable order, and skips every digit in which the times do not differ.

import { hotLoopRows } from '../../machine/hot-loop.ts'

const digitBits = 11
const digitCount = 1 << digitBits

/** Sorts row numbers by whole milliseconds; holds the scratch space for `rowCountMax` rows. */
export class TimeSorter {
  readonly #order: Uint32Array
  readonly #scratch: Uint32Array
  readonly #starts = new Uint32Array(digitCount)

  constructor(rowCountMax: number) {
    this.#order = new Uint32Array(rowCountMax)
    this.#scratch = new Uint32Array(rowCountMax)
  }

  /** Row numbers in the order of `timesMs[0 … count - 1]` (non-negative whole numbers). Valid until the next call. */
  order(timesMs: Float64Array, count: number): Uint32Array {
    let from = this.#order
    let to = this.#scratch
    const range: Range = { min: Infinity, max: 0 }
    for (const [first, end] of slices(count)) number(from, timesMs, range, first, end)
    const { min, max } = range
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
    const starts = this.#starts.fill(0)
    for (const [first, end] of slices(count)) countDigits(digits, starts, first, end)
    let next = 0
    for (let digit = 0; digit < digitCount; digit++) {
      const rows = starts[digit] ?? 0
      starts[digit] = next
      next += rows
    }
    for (const [first, end] of slices(count)) place(digits, starts, from, to, first, end)
  }
}

interface Range {
  min: number
  max: number
}

/** A digit of each time above `min`. */
interface Digits {
  readonly timesMs: Float64Array
  readonly min: number
  readonly scale: number
}

function* slices(count: number): Generator<readonly [first: number, end: number]> {
  for (let first = 0; first < count; first += hotLoopRows) yield [first, Math.min(count, first + hotLoopRows)]
}

/** Rows in their own order, and the range of their times. */
function number(rows: Uint32Array, timesMs: Float64Array, range: Range, first: number, end: number): void {
  let { min, max } = range
  for (let row = first; row < end; row++) {
    rows[row] = row
    const time = timesMs[row] ?? 0
    if (time < min) min = time
    if (time > max) max = time
  }
  range.min = min
  range.max = max
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
