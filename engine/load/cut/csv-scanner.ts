// Rows of CSV end with a line, unless that is within quotes. A quote opens only at the start of a field, as ClickHouse reads
// it: within a field that began without one it is a character like any other.
import type { RecordScanner } from './record-scanner.ts'

const [tab, newline, carriageReturn, space, quote, comma] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c]

export class CsvScanner implements RecordScanner {
  records = 0
  end = 0
  #isQuoted = false
  /** Where the last quotes were closed: a quote just behind it is a doubled one. */
  #closedAt = -2

  scan(bytes: Uint8Array, from: number, to: number, recordsMax: number): number {
    let { records } = this
    let isQuoted = this.#isQuoted
    for (let i = from; i < to; i++) {
      const byte = bytes[i]
      if (byte === quote) {
        if (isQuoted) {
          isQuoted = false
          this.#closedAt = i
        } else {
          isQuoted = this.#closedAt === i - 1 || startsField(bytes, i)
        }
      } else if (byte === newline && !isQuoted) {
        records++
        this.end = i + 1
        if (records === recordsMax) break
      }
    }
    this.records = records
    this.#isQuoted = isQuoted
    return records === recordsMax ? this.end : to
  }

  hasBegun(to: number): boolean {
    return this.end < to
  }

  reset(): void {
    this.records = 0
    this.end = 0
    this.#isQuoted = false
    this.#closedAt = -2
  }
}

function startsField(bytes: Uint8Array, at: number): boolean {
  let i = at - 1
  while (i >= 0 && (bytes[i] === space || bytes[i] === tab)) i--
  const before = i < 0 ? newline : bytes[i]
  return before === comma || before === newline || before === carriageReturn
}
