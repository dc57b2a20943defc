// How bodies are made smaller, whole ones off the main thread and streams as they pass.
import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import type { BodyEncoding } from '../request/accepted-encoding.ts'

interface BodyCompression {
  whole(bytes: Uint8Array): Promise<Uint8Array>
  stream(): Transform
}

const compressWithBrotli = promisify(brotliCompress)
const compressWithGzip = promisify(gzip)

// Brotli's default quality of 11 takes a hundred times as long for a fifth less.
const quality = 4
const level = 6
// Of a stream, which lives as long as its client likes: 256 KiB instead of 4 MiB.
const streamWindowBits = 18

export const bodyCompressions: Readonly<Record<BodyEncoding, BodyCompression>> = {
  br: {
    whole: (bytes) =>
      compressWithBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
      }),
    stream: () =>
      createBrotliCompress({
        params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: streamWindowBits },
      }),
  },
  gzip: { whole: (bytes) => compressWithGzip(bytes, { level }), stream: () => createGzip({ level }) },
}

/** Below this many bytes, a compressed body saves no packet. */
export const compressedBytesMin = 1024

export function isCompressible(contentType: string | undefined): boolean {
  return (
    contentType !== undefined &&
    /^(?:text\/|application\/(?:[\w.-]+\+)?json\b|application\/x-ndjson)/i.test(contentType)
  )
}
