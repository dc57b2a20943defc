// JSON objects one after the other, on lines of their own or not, or all in one array.
import type { RecordScanner } from './record-scanner.ts'

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]
/** Blanks, commas, and the brackets of an array around all objects. */
const between: ReadonlySet<number | undefined> = new Set([0x09, 0x0a, 0x0d, 0x20, 0x2c, openBracket, closeBracket])

export class JsonScanner implements RecordScanner {
  records = 0
  end = 0
  #depth = 0
  #isText = false
  #isEscaped = false

  scan(bytes: Uint8Array, from: number, to: number, recordsMax: number): number {
    for (let i = from; i < to; i++) {
      const byte = bytes[i]
      if (this.#isText) this.#text(byte)
      else if (byte === quote) this.#isText = true
      else if (byte === openBrace || (byte === openBracket && this.#depth > 0)) this.#depth++
      else if ((byte === closeBrace || byte === closeBracket) && this.#depth > 0) {
        this.#depth--
        if (this.#depth > 0) continue
        this.records++
        this.end = i + 1
        if (this.records === recordsMax) return this.end
      }
    }
    return to
  }

  hasBegun(): boolean {
    return this.#depth > 0
  }

  reset(): void {
    this.records = 0
    this.end = 0
    this.#depth = 0
    this.#isText = false
    this.#isEscaped = false
  }

  #text(byte: number | undefined): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) this.#isText = false
  }
}

/** The objects alone: what stands before the first and behind the last is left out. */
export function trimJson(bytes: Uint8Array): Uint8Array {
  let [from, to] = [0, bytes.byteLength]
  while (from < to && between.has(bytes[from])) from++
  while (to > from && between.has(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}
