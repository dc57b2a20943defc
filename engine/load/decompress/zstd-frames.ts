// Zstandard frames one after the other. Node.js decompresses one frame: it drops what follows in the same chunk, and takes a
// frame that is cut for a whole one (22.23). So where frames end is found here, from the lengths of their blocks.
// Format: https://github.com/facebook/zstd/blob/dev/doc/zstd_compression_format.md
import { createZstdDecompress } from 'node:zlib'
import type { ByteSource } from './byte-source.ts'
import { decompressed } from './decompressed.ts'

export const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const skippableMagicMin = 0x184d_2a50
const contentSizeBytes = [0, 2, 4, 8] as const
const dictionaryIdBytes = [0, 1, 2, 4] as const
const repeatedByte = 1

export async function* zstdFrames(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  while (!(await source.isAtEnd())) {
    const magic = await source.peek(4)
    if (magic.equals(zstdMagic)) {
      yield* decompressed(frameBytes(source), createZstdDecompress())
    } else if (magic.byteLength === 4 && magic.readUInt32LE() - (magic.readUInt32LE() & 0xf) === skippableMagicMin) {
      await source.take(4)
      await source.take((await source.take(4)).readUInt32LE())
    } else {
      throw new Error('what follows its Zstandard frames is none')
    }
  }
}

/** One frame as it stands, whole. */
async function* frameBytes(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const start = await source.take(5)
  yield start
  const descriptor = start[4] ?? 0
  const isSingleSegment = (descriptor & 0x20) !== 0
  const sizeBytes = contentSizeBytes[(descriptor >> 6) & 3] ?? 0
  const headBytes =
    (isSingleSegment ? 0 : 1) +
    (dictionaryIdBytes[descriptor & 3] ?? 0) +
    (isSingleSegment && sizeBytes === 0 ? 1 : sizeBytes)
  yield await source.take(headBytes)
  for (let isLast = false; !isLast;) {
    const head = await source.take(3)
    const word = head.readUIntLE(0, 3)
    isLast = (word & 1) === 1
    yield head
    yield await source.take(((word >> 1) & 3) === repeatedByte ? 1 : word >> 3)
  }
  if ((descriptor & 0x04) !== 0) yield await source.take(4)
}
