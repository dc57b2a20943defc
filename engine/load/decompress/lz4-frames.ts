// LZ4 frames one after the other, block by block, so that a frame of any size needs no more memory than a few blocks.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { uncompressSync } from 'lz4-napi'
import type { ByteSource } from './byte-source.ts'

export const lz4Magic = Buffer.from([0x04, 0x22, 0x4d, 0x18])
const windowBytes = 65_536
const storedBit = 0x8000_0000

interface Frame {
  /** Blocks refer to the 64 KiB before them. */
  readonly isLinked: boolean
  readonly blockBytesMax: number
  readonly hasBlockChecksum: boolean
  readonly hasContentChecksum: boolean
}

export async function* lz4Frames(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  while (!(await source.isAtEnd())) {
    const magic = await source.take(4)
    if (!magic.equals(lz4Magic)) throw new Error('what follows its LZ4 frames is none')
    yield* frameContent(source, await frameHead(source))
  }
}

async function frameHead(source: ByteSource): Promise<Frame> {
  const [flags = 0, sizes = 0] = await source.take(2)
  if (flags >> 6 !== 1) throw new Error('it is LZ4 of an unknown version')
  if ((flags & 0x01) !== 0) throw new Error('it is LZ4 with a dictionary')
  const hasContentSize = (flags & 0x08) !== 0
  await source.take((hasContentSize ? 8 : 0) + 1)
  return {
    isLinked: (flags & 0x20) === 0,
    blockBytesMax: 2 ** (8 + 2 * ((sizes >> 4) & 0x07)),
    hasBlockChecksum: (flags & 0x10) !== 0,
    hasContentChecksum: (flags & 0x04) !== 0,
  }
}

async function* frameContent(source: ByteSource, frame: Frame): AsyncGenerator<Uint8Array, void> {
  let window = Buffer.alloc(0)
  for (;;) {
    const head = (await source.take(4)).readUInt32LE()
    if (head === 0) break
    const isStored = head >= storedBit
    const bytes = await source.take(isStored ? head - storedBit : head)
    const content = isStored ? Buffer.from(bytes) : decompressBlock(bytes, frame.blockBytesMax, window)
    if (frame.isLinked) window = Buffer.concat([window, content]).subarray(-windowBytes)
    if (frame.hasBlockChecksum) await source.take(4)
    yield content
  }
  if (frame.hasContentChecksum) await source.take(4)
}

/** The library wants room for the content said before the block. */
function decompressBlock(block: Buffer, blockBytesMax: number, window: Buffer): Buffer {
  const sized = Buffer.allocUnsafe(block.byteLength + 4)
  sized.writeUInt32LE(blockBytesMax)
  block.copy(sized, 4)
  return window.byteLength === 0 ? uncompressSync(sized) : uncompressSync(sized, window)
}
