// LZ4 frames as ClickHouse reads them under `Content-Encoding: lz4`.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { compressFrameSync } from 'lz4-napi'

/** In shared memory: that of `memoryFor`, which is asked for at least so many bytes, else new memory of just that size. */
export function compressedFrame(
  bytes: Uint8Array,
  memoryFor = (byteCount: number): SharedArrayBuffer => new SharedArrayBuffer(byteCount),
): Uint8Array {
  const compressed = compressFrameSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const { byteLength } = compressed
  const frame = new Uint8Array(memoryFor(byteLength), 0, byteLength)
  frame.set(compressed)
  return frame
}
