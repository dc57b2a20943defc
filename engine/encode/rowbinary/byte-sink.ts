// A flat buffer that writers append to. Free functions over it keep the hot path monomorphic and free of allocation:
// bytes before `usedBytes` are written, those after it are room; only `ensureBytes` may exchange the buffer.

export interface ByteSink {
  bytes: Uint8Array
  /** Over the same memory as `bytes`. */
  view: DataView
  usedBytes: number
}

export function createByteSink(capacityBytes = 1024): ByteSink {
  return byteSinkOver(new ArrayBuffer(capacityBytes))
}

/** An empty sink that writes into `memory` as long as there is room in it. */
export function byteSinkOver(memory: ArrayBufferLike): ByteSink {
  return { bytes: new Uint8Array(memory), view: new DataView(memory), usedBytes: 0 }
}

/** Makes room for `byteCount` more bytes: afterwards that many may be written at `usedBytes` without looking. */
export function ensureBytes(sink: ByteSink, byteCount: number): void {
  const neededBytes = sink.usedBytes + byteCount
  if (neededBytes <= sink.bytes.byteLength) return
  const grownBytes = Math.max(neededBytes, sink.bytes.byteLength * 2)
  const { buffer } = sink.bytes
  const grown = new Uint8Array(
    buffer instanceof SharedArrayBuffer ? new SharedArrayBuffer(grownBytes) : new ArrayBuffer(grownBytes),
  )
  grown.set(sink.bytes.subarray(0, sink.usedBytes))
  sink.bytes = grown
  sink.view = new DataView(grown.buffer)
}

/** A copy of what is written. */
export function copyWritten(sink: ByteSink): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sink.bytes.subarray(0, sink.usedBytes))
}

export function writeByte(sink: ByteSink, byte: number): void {
  ensureBytes(sink, 1)
  sink.bytes[sink.usedBytes++] = byte
}

/** Fewer are copied sooner in JavaScript than by a call out of it. */
const calledBytesMin = 1024

export function writeBytes(sink: ByteSink, bytes: Uint8Array): void {
  const { byteLength } = bytes
  ensureBytes(sink, byteLength)
  if (byteLength < calledBytesMin) sink.bytes.set(bytes, sink.usedBytes)
  else copyAtOnce(bytes, sink.bytes, sink.usedBytes)
  sink.usedBytes += byteLength
}

/**
 * Into memory that threads share, V8's `set` copies byte by byte, which takes ten to twenty times as long. Node.js (22) copies by
 * itself only what is less than the whole source: all but the last byte.
 */
function copyAtOnce(bytes: Uint8Array, target: Uint8Array, offset: number): void {
  const last = bytes.byteLength - 1
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).copy(target, offset, 0, last)
  target[offset + last] = bytes[last] ?? 0
}

/** Unsigned LEB128, as ClickHouse writes every length and count. `value` is a safe non-negative integer. */
export function writeVarint(sink: ByteSink, value: number): void {
  ensureBytes(sink, 8)
  let rest = value
  while (rest > 0x7f) {
    sink.bytes[sink.usedBytes++] = (rest % 0x80) | 0x80
    rest = Math.floor(rest / 0x80)
  }
  sink.bytes[sink.usedBytes++] = rest
}

/** UTF-8 with its length in bytes before it. A lone surrogate becomes U+FFFD. */
export function writeText(sink: ByteSink, text: string): void {
  const byteCount = Buffer.byteLength(text)
  writeVarint(sink, byteCount)
  ensureBytes(sink, byteCount)
  encoder.encodeInto(text, sink.bytes.subarray(sink.usedBytes))
  sink.usedBytes += byteCount
}

const encoder = new TextEncoder()
