// Puts rows in the order of their times, in time linear in the rows: by buckets of a row each, on average, which are then sorted by
// insertion, or, where times are so uneven that some bucket would have many, digit by digit from the least significant on (radix
// sort). The order is stable. Rows that are nearly in order, as those of sessions are, are looked at nearly in the order of memory.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { MemoryLayout } from '../../wasm/memory-layout.ts'
import type { BatchTimes } from './batch-times.ts'
import { sortLoops, type SortLoops } from './sort-loops.ts'

const digitBits = 11
const digitCount = 1 << digitBits
/** With more rows in one bucket, insertion would take longer than digits do. */
const bucketRowsMax = 32

const timeBytes = 8
const wordBytes = 4

/** Rows in some order; their times are whole and not negative. */
export type TimedRows = Pick<BatchTimes, 'timesMs' | 'sessionOf'>

/** Sorts what is in a memory of its own, of up to `rowCountMax` rows. */
export class TimeSorter {
  /** Where rows are put to be sorted. */
  readonly unsorted: TimedRows
  /** Where they are then. */
  readonly sorted: TimedRows
  readonly #loops: SortLoops
  /** The least and the greatest time. */
  readonly #range: Float64Array
  /** Where the next row of each bucket belongs, or row numbers. */
  readonly #scratch: Uint32Array
  readonly #otherScratch: Uint32Array
  readonly #digitStarts = new Uint32Array(digitCount)

  constructor(rowCountMax: number) {
    const layout = new MemoryLayout()
    const range = layout.place(2 * timeBytes)
    const scratches = [layout.place(rowCountMax * wordBytes), layout.place(rowCountMax * wordBytes)] as const
    // With room for a row in front.
    const rows = (): RowAddresses => ({
      times: layout.place((1 + rowCountMax) * timeBytes) + timeBytes,
      sessions: layout.place((1 + rowCountMax) * wordBytes) + wordBytes,
    })
    const [unsorted, sorted] = [rows(), rows()]
    const memory = layout.allocate()
    const { buffer } = memory
    this.#loops = sortLoops(memory)
    this.#range = new Float64Array(buffer, range, 2)
    this.#scratch = new Uint32Array(buffer, scratches[0], rowCountMax)
    this.#otherScratch = new Uint32Array(buffer, scratches[1], rowCountMax)
    this.unsorted = rowsAt(buffer, unsorted, rowCountMax)
    this.sorted = rowsAt(buffer, sorted, rowCountMax)
    new Float64Array(buffer, sorted.times - timeBytes, 1)[0] = -Infinity // no row is before it
  }

  /** Puts the first `count` rows of `unsorted` into `sorted`, in the order of their times. */
  sort(count: number): void {
    const range = this.#rangeOf(count)
    if (this.#byBuckets(range, count)) return
    const order = this.#byDigits(range, count)
    for (const [first, end] of slices(count)) take(this.unsorted, order, this.sorted, first, end)
  }

  #rangeOf(count: number): Range {
    this.#range.set([Infinity, 0])
    const { byteOffset } = this.#range
    for (const [first, end] of slices(count))
      this.#loops.widen(timesFrom(this.unsorted, first), byteOffset, end - first)
    const [min = 0, max = 0] = this.#range
    return { min, max }
  }

  /** False when some bucket would have too many rows. */
  #byBuckets({ min, max }: Range, count: number): boolean {
    if (count === 0) return true
    const loops = this.#loops
    const { unsorted, sorted } = this
    const { byteOffset: starts } = this.#scratch.fill(0, 0, count)
    const scale = count / (max - min + 1)
    for (const [first, end] of slices(count)) {
      loops.countBuckets(timesFrom(unsorted, first), starts, end - first, min, scale)
    }
    if (loops.toStarts(starts, count) > bucketRowsMax) return false
    const [toTimes, toSessions] = [timesFrom(sorted, 0), sessionsFrom(sorted, 0)]
    for (const [first, end] of slices(count)) {
      const [times, sessions] = [timesFrom(unsorted, first), sessionsFrom(unsorted, first)]
      loops.place(times, sessions, starts, toTimes, toSessions, end - first, min, scale)
    }
    for (const [first, end] of slices(count)) {
      loops.insert(timesFrom(sorted, first), sessionsFrom(sorted, first), end - first)
    }
    return true
  }

  /** Returns the numbers of the rows in their order. */
  #byDigits({ min, max }: Range, count: number): Uint32Array {
    const { timesMs } = this.unsorted
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
    toStarts(starts)
    for (const [first, end] of slices(count)) place(digits, starts, from, to, first, end)
  }
}

interface Range {
  readonly min: number
  readonly max: number
}

interface RowAddresses {
  readonly times: number
  readonly sessions: number
}

function rowsAt(buffer: ArrayBuffer, { times, sessions }: RowAddresses, count: number): TimedRows {
  return { timesMs: new Float64Array(buffer, times, count), sessionOf: new Uint32Array(buffer, sessions, count) }
}

/** The address of a row's time. */
function timesFrom({ timesMs }: TimedRows, row: number): number {
  return timesMs.byteOffset + row * timeBytes
}

function sessionsFrom({ sessionOf }: TimedRows, row: number): number {
  return sessionOf.byteOffset + row * wordBytes
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

function number(rows: Uint32Array, first: number, end: number): void {
  for (let row = first; row < end; row++) rows[row] = row
}

/** Turns counts into where the rows of each begin. */
function toStarts(counts: Uint32Array): void {
  let next = 0
  for (const [i, count] of counts.entries()) {
    counts[i] = next
    next += count
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
