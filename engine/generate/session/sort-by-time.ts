// Puts rows in the order of their times: a least-significant-digit radix sort of row numbers, linear in the rows.
// It promises a stable order, and skips every digit in which the times do not differ.

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
    let min = Infinity
    let max = 0
    for (let row = 0; row < count; row++) {
      from[row] = row
      const time = timesMs[row] ?? 0
      if (time < min) min = time
      if (time > max) max = time
    }
    for (let divisor = 1; divisor <= max - min; divisor *= digitCount) {
      this.#sortByDigit(timesMs, min, divisor, from, to, count)
      const sorted = to
      to = from
      from = sorted
    }
    return from
  }

  #sortByDigit(
    timesMs: Float64Array,
    min: number,
    divisor: number,
    from: Uint32Array,
    to: Uint32Array,
    count: number,
  ): void {
    const starts = this.#starts.fill(0)
    const scale = 1 / divisor // a power of two: exact
    for (let row = 0; row < count; row++) {
      const digit = Math.floor(((timesMs[row] ?? 0) - min) * scale) & (digitCount - 1)
      starts[digit] = (starts[digit] ?? 0) + 1
    }
    let next = 0
    for (let digit = 0; digit < digitCount; digit++) {
      const rows = starts[digit] ?? 0
      starts[digit] = next
      next += rows
    }
    for (let i = 0; i < count; i++) {
      const row = from[i] ?? 0
      const digit = Math.floor(((timesMs[row] ?? 0) - min) * scale) & (digitCount - 1)
      const position = starts[digit] ?? 0
      to[position] = row
      starts[digit] = position + 1
    }
  }
}
