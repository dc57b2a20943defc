// What the gate watches: the stages of a worker, on a batch that is small enough to be made many times in a second.
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { compressedFrame } from '@millrace/engine/compress/lz4-frame.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { batchMaker } from '../cases/batch-maker.ts'

export interface GateCase {
  readonly name: string
  readonly work: () => void
  /** Not measured. */
  readonly rest?: () => Promise<void>
}

const batchRows = 20_000
/** One checksum alone would be too short to be measured. */
const checksumsPerIteration = 8

export function gateCases(): GateCase[] {
  const { generate, encoders, lz4Rows } = batchMaker(datasetNamed('page_events'), batchRows)
  const encoded = Buffer.concat(encoders.map(({ encode }) => encode()))
  const frame = compressedFrame(encoded)
  return [
    { name: 'generate', work: generate },
    ...encoders.map(({ format, encode }) => ({ name: `encode ${format}`, work: () => void encode() })),
    { name: 'encode LZ4 of RowBinary', work: () => void lz4Rows?.() },
    {
      name: 'LZ4',
      work: () => void compressedFrame(encoded),
      rest: () => setImmediate(), // frees what the addon allocated
    },
    {
      name: 'CRC-32',
      work() {
        for (let left = checksumsPerIteration; left > 0; left--) crc32(frame)
      },
    },
  ]
}
