// What LZ4 frames that stand one after the other hold. The library reads the first one and says nothing of the others.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { decompressFrameSync } from 'lz4-napi'

const magic = 0x184d2204
const flags = { contentSize: 0x08, dictionaryId: 0x01, blockChecksum: 0x10, contentChecksum: 0x04 } as const
const blockIsStored = 0x80000000

/** Throws `RangeError` when it is cut or is no LZ4, and what the library throws when it is damaged. */
export function decompressedFrames(frames: Buffer): Buffer {
  const decompressed: Buffer[] = []
  for (let start = 0; start < frames.byteLength;) {
    const end = frameEnd(frames, start)
    decompressed.push(decompressFrameSync(frames.subarray(start, end)))
    start = end
  }
  const [first] = decompressed
  return decompressed.length === 1 && first !== undefined ? first : Buffer.concat(decompressed)
}

function frameEnd(bytes: Buffer, start: number): number {
  if (bytes.readUInt32LE(start) !== magic) throw new RangeError(`no LZ4 frame begins at byte ${start}`)
  const flag = bytes.readUInt8(start + 4)
  const has = (bit: number): boolean => (flag & bit) !== 0
  let position = start + 7 + (has(flags.contentSize) ? 8 : 0) + (has(flags.dictionaryId) ? 4 : 0)
  for (;;) {
    const size = bytes.readUInt32LE(position)
    position += 4
    if (size === 0) break
    position += (size & ~blockIsStored) + (has(flags.blockChecksum) ? 4 : 0)
  }
  return position + (has(flags.contentChecksum) ? 4 : 0)
}
