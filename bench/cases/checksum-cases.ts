// Checksums: CRC-32 of a batch's frame, made once by the worker and once more by the drain.
import { crc32 } from 'node:zlib'
import { compressedFrame } from '@millrace/engine/compress/lz4-frame.ts'
import type { BatchMaker } from './batch-maker.ts'
import type { StageCase } from './stage-case.ts'

export function checksumCases({ batchRows, encoders }: BatchMaker): StageCase[] {
  return encoders.flatMap(({ format, encode }) => {
    const encoded = encode()
    const frames = [
      { name: 'LZ4', frame: compressedFrame(encoded) },
      { name: 'uncompressed', frame: encoded.slice() },
    ]
    return frames.map(({ name, frame }) => ({
      stage: 'checksum',
      variant: `CRC-32 of ${name} ${format}`,
      rowCount: batchRows,
      byteCount: frame.byteLength,
      work: () => void crc32(frame),
    }))
  })
}
