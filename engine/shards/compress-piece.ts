// Compresses a piece of a file so that pieces one after the other are a file of that kind: frames of LZ4 and Zstandard,
// members of gzip.
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { compressFrameSync } from 'lz4-napi'
import type { ShardCompression } from './shard-format.ts'

export function compressPiece(bytes: Uint8Array, compression: Exclude<ShardCompression, 'none'>): Uint8Array {
  switch (compression) {
    case 'lz4':
      return compressFrameSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    case 'gz':
      return gzipSync(bytes, { level: constants.Z_BEST_SPEED })
    case 'zst':
      return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  }
}
