// Framing: an encoded batch into an LZ4 frame.
import { setImmediate } from 'node:timers/promises'
import { compressedFrame } from '@millrace/engine/compress/lz4-frame.ts'
import type { BatchMaker } from './batch-maker.ts'
import type { StageCase } from './stage-case.ts'

export function compressCases({ batchRows, encoders }: BatchMaker): StageCase[] {
  return encoders.map(({ format, encode }) => {
    const encoded = encode().slice()
    return {
      stage: 'compress',
      variant: `LZ4 of ${format}`,
      rowCount: batchRows,
      byteCount: encoded.byteLength,
      work: () => void compressedFrame(encoded),
      rest: () => setImmediate(), // frees what the addon allocated
    }
  })
}
