// A whole number in decimal digits, at the end of a text.
import type { TextBuffer } from './text-buffer.ts'

const zero = 0x30
const minus = 0x2d
const smallMax = 2 ** 31
/** The four digits of every number below ten thousand, the first of them lowest. */
const fourDigits = fourDigitTexts()

/** `value`: of up to 53 bits; filled up with zeros to `digitsMin` digits. */
export function appendInteger(texts: TextBuffer, value: number, digitsMin: number): void {
  const magnitude = Math.abs(value)
  const length = Math.max(digitCount(magnitude), digitsMin)
  texts.ensure(length + 1)
  if (value < 0) texts.bytes[texts.usedBytes++] = minus
  const start = texts.usedBytes
  texts.usedBytes = start + length
  if (magnitude < smallMax) putSmall(texts.view, start, texts.usedBytes, magnitude)
  else putLarge(texts.bytes, start, texts.usedBytes, magnitude)
}

function digitCount(magnitude: number): number {
  let count = 1
  for (let limit = 10; magnitude >= limit; limit *= 10) count++
  return count
}

/** In numbers that fit a machine word, which divide several times as fast, four digits at a time. */
function putSmall(out: DataView, start: number, end: number, magnitude: number): void {
  let rest = magnitude | 0
  let position = end
  for (; position - start >= 4; position -= 4) {
    const next = (rest / 10_000) | 0
    out.setUint32(position - 4, fourDigits[rest - next * 10_000] ?? 0, true)
    rest = next
  }
  while (position > start) {
    const next = (rest / 10) | 0
    out.setUint8(--position, zero + rest - next * 10)
    rest = next
  }
}

function fourDigitTexts(): Uint32Array {
  const texts = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0'))
  return new Uint32Array(Uint8Array.from(Buffer.from(texts.join(''))).buffer)
}

function putLarge(bytes: Uint8Array, start: number, end: number, magnitude: number): void {
  let rest = magnitude
  for (let i = end - 1; i >= start; i--) {
    const next = Math.floor(rest / 10)
    bytes[i] = zero + (rest - next * 10)
    rest = next
  }
}
