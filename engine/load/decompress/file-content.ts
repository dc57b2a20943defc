// What a file holds, without its compression, which is seen from its first bytes: LZ4 frames, gzip, Zstandard, or none.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { errorMessage } from '../../errors/error-message.ts'
import { BadFileError } from '../bad-file-error.ts'
import { ByteSource } from './byte-source.ts'
import { chunksOf, decompressed } from './decompressed.ts'
import { lz4Frames, lz4Magic } from './lz4-frames.ts'
import { zstdFrames, zstdMagic } from './zstd-frames.ts'

const gzipMagic = Buffer.from([0x1f, 0x8b])
const readBytes = 1_048_576

export type FileCompression = 'lz4' | 'gzip' | 'zstd'

/** Throws `BadFileError` when it cannot be read, or ends or is damaged within its compression. */
export async function* fileContent(
  path: string,
  onRead: (byteCount: number) => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const file = createReadStream(path, { highWaterMark: readBytes })
  let kind: string | undefined
  try {
    const source = new ByteSource(counted(chunksOf(file), onRead))
    kind = compressionOf(await source.peek(4))
    yield* content(source, kind)
  } catch (error) {
    throw new BadFileError(
      `${kind === undefined ? 'cannot be read' : `broken ${kind}`}: ${errorMessage(error)}`,
      {},
      { cause: error },
    )
  } finally {
    file.destroy()
  }
}

export function compressionOf(firstBytes: Buffer): FileCompression | undefined {
  if (firstBytes.subarray(0, 4).equals(lz4Magic)) return 'lz4'
  if (firstBytes.subarray(0, 4).equals(zstdMagic)) return 'zstd'
  return firstBytes.subarray(0, 2).equals(gzipMagic) ? 'gzip' : undefined
}

async function* content(source: ByteSource, kind: string | undefined): AsyncGenerator<Uint8Array, void> {
  if (kind === 'lz4') yield* lz4Frames(source)
  else if (kind === 'zstd') yield* zstdFrames(source)
  else if (kind === 'gzip') yield* decompressed(source.rest(), createGunzip())
  else yield* source.rest()
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: (byteCount: number) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    onRead(chunk.byteLength)
    yield chunk
  }
}
