// JSON objects one after the other, on lines of their own or not, or all in one array.
import type { Scanned } from './scan-records.ts'

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
/** Blanks, commas, and the brackets of an array around all objects. */
const between: ReadonlySet<number | undefined> = new Set([0x09, 0x0a, 0x0d, 0x20, 0x2c, openBracket, closeBracket])

export function scanJson(bytes: Uint8Array, recordsMax: number): Scanned {
  let [records, end, depth] = [0, 0, 0]
  let isText = false
  for (let i = 0; i < bytes.byteLength && records < recordsMax; i++) {
    const byte = bytes[i]
    if (isText) {
      if (byte === backslash) i++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === openBrace || (byte === openBracket && depth > 0)) depth++
    else if ((byte === closeBrace || byte === closeBracket) && depth > 0) {
      depth--
      if (depth > 0) continue
      records++
      end = i + 1
    }
  }
  return { records, end, hasBegun: depth > 0 }
}

/** The objects alone: what stands before the first and behind the last is left out. */
export function trimJson(bytes: Uint8Array): Uint8Array {
  let [from, to] = [0, bytes.byteLength]
  while (from < to && between.has(bytes[from])) from++
  while (to > from && between.has(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}
