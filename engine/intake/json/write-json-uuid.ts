// Text of a UUID as RowBinary's UUID: each half of its 16 bytes turned around.
import { ensureBytes, type ByteSink } from '../../encode/rowbinary/byte-sink.ts'

const rule = 'text such as 61f0c404-5cb3-11e7-907b-a6006ad3dba0'
const textLength = 36
const dash = 0x2d
/** Value of a hexadecimal digit by its character code, 16 for what is none. */
const digitValues = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 16 : value
})
/** Where in the text the digits of the byte at each position stand. */
const digitOffsets = [16, 14, 11, 9, 6, 4, 2, 0, 34, 32, 30, 28, 26, 24, 21, 19] as const

export function writeJsonUuid(sink: ByteSink, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length !== textLength || !hasDashes(value)) return rule
  ensureBytes(sink, 16)
  const { bytes } = sink
  let position = sink.usedBytes
  for (const offset of digitOffsets) {
    const high = digitValues[value.charCodeAt(offset)] ?? 16
    const low = digitValues[value.charCodeAt(offset + 1)] ?? 16
    if (high > 15 || low > 15) return rule
    bytes[position++] = (high << 4) | low
  }
  sink.usedBytes = position
  return undefined
}

function hasDashes(text: string): boolean {
  return (
    text.charCodeAt(8) === dash &&
    text.charCodeAt(13) === dash &&
    text.charCodeAt(18) === dash &&
    text.charCodeAt(23) === dash
  )
}
