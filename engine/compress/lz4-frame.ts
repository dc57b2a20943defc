// LZ4 frames as ClickHouse reads them under `Content-Encoding: lz4`.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { compressFrameSync } from 'lz4-napi'

const spareShare = 1.1

/** In `memory` if it is large enough, else in new shared memory with some to spare for the next, larger one. */
export function compressedFrame(bytes: Uint8Array, memory?: SharedArrayBuffer): Uint8Array {
  const compressed = compressFrameSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const { byteLength } = compressed
  const fits = memory !== undefined && memory.byteLength >= byteLength
  const frame = new Uint8Array(fits ? memory : new SharedArrayBuffer(Math.ceil(byteLength * spareShare)), 0, byteLength)
  frame.set(compressed)
  return frame
}
