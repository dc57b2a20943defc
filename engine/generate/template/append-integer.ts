// A whole number in decimal digits, at the end of a text.
import type { TextBuffer } from './text-buffer.ts'

const zero = 0x30
const minus = 0x2d
const smallMax = 2 ** 31

/** `value`: of up to 53 bits; filled up with zeros to `digitsMin` digits. */
export function appendInteger(texts: TextBuffer, value: number, digitsMin: number): void {
  const magnitude = Math.abs(value)
  const length = Math.max(digitCount(magnitude), digitsMin)
  texts.ensure(length + 1)
  if (value < 0) texts.bytes[texts.usedBytes++] = minus
  const start = texts.usedBytes
  texts.usedBytes = start + length
  if (magnitude < smallMax) putSmall(texts.bytes, start, texts.usedBytes, magnitude)
  else putLarge(texts.bytes, start, texts.usedBytes, magnitude)
}

function digitCount(magnitude: number): number {
  let count = 1
  for (let limit = 10; magnitude >= limit; limit *= 10) count++
  return count
}

/** In numbers that fit a machine word, which divide several times as fast. */
function putSmall(bytes: Uint8Array, start: number, end: number, magnitude: number): void {
  let rest = magnitude | 0
  for (let i = end - 1; i >= start; i--) {
    const next = (rest / 10) | 0
    bytes[i] = zero + (rest - next * 10)
    rest = next
  }
}

function putLarge(bytes: Uint8Array, start: number, end: number, magnitude: number): void {
  let rest = magnitude
  for (let i = end - 1; i >= start; i--) {
    const next = Math.floor(rest / 10)
    bytes[i] = zero + (rest - next * 10)
    rest = next
  }
}
