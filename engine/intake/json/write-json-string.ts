// Text as RowBinary's String: its length in bytes, then UTF-8.
import { ensureBytes, writeVarint, type ByteSink } from '../../encode/rowbinary/byte-sink.ts'

/** Up to this length a loop over the characters beats the way into native code. */
const loopCharactersMax = 96

export function writeJsonString(sink: ByteSink, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'text'
  if (value.length <= loopCharactersMax && writeShortAscii(sink, value)) return undefined
  if (!value.isWellFormed()) return 'text without half of a surrogate pair'
  const byteCount = Buffer.byteLength(value)
  writeVarint(sink, byteCount)
  ensureBytes(sink, byteCount)
  const { buffer, byteOffset, byteLength } = sink.bytes
  Buffer.from(buffer, byteOffset, byteLength).write(value, sink.usedBytes, byteCount, 'utf8')
  sink.usedBytes += byteCount
  return undefined
}

/** False, and nothing written, when there are other characters than ASCII in it. */
function writeShortAscii(sink: ByteSink, text: string): boolean {
  const { length } = text
  ensureBytes(sink, length + 1)
  const { bytes } = sink
  const start = sink.usedBytes + 1
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) return false
    bytes[start + index] = code
  }
  bytes[start - 1] = length // one byte, being below 128
  sink.usedBytes = start + length
  return true
}
