// LZ4 frames as ClickHouse reads them under `Content-Encoding: lz4`.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { compressFrameSync } from 'lz4-napi'

const blockBytesMax = 4 * 1024 * 1024
// Magic, version 1 with independent blocks and no checksums, blocks of up to 4 MiB, checksum of these two bytes.
const header = Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73)
const blockSizeBytes = 4
const storedFlag = 0x8000_0000

/** A frame of compressed blocks. */
export function compressedFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // Copied, because a native addon's memory cannot always be handed to another thread.
  return new Uint8Array(compressFrameSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
}

/** A frame whose blocks are the bytes as they are: for a loopback, where compression costs more than it saves. */
export function storedFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const blockCount = Math.ceil(bytes.byteLength / blockBytesMax)
  const frame = new Uint8Array(header.byteLength + blockCount * blockSizeBytes + bytes.byteLength + blockSizeBytes)
  const view = new DataView(frame.buffer)
  frame.set(header)
  let offset = header.byteLength
  for (let from = 0; from < bytes.byteLength; from += blockBytesMax) {
    const block = bytes.subarray(from, from + blockBytesMax)
    view.setUint32(offset, block.byteLength + storedFlag, true)
    frame.set(block, offset + blockSizeBytes)
    offset += blockSizeBytes + block.byteLength
  }
  return frame // ends with the end mark: a block size of zero
}
