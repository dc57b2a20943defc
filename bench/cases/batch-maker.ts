// What a worker thread has for its batches: a generator with all encoders on its columns, the first batch generated.
import { NativeEncoder } from '@millrace/engine/encode/batch/native-encoder.ts'
import { RowBinaryEncoder } from '@millrace/engine/encode/batch/row-binary-encoder.ts'
import { Lz4RowEncoder, type EncodedFrame } from '@millrace/engine/encode/lz4-rows/lz4-row-encoder.ts'
import { BatchGenerator } from '@millrace/engine/generate/batch-generator.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { benchRun } from '../limits/bench-run.ts'

const batchCount = 16

export interface BatchMaker {
  readonly dataset: EventDataset
  readonly batchRows: number
  /** Makes the next of 16 batches, then the first again. */
  readonly generate: () => void
  readonly encoders: readonly { readonly format: 'RowBinary' | 'Native'; readonly encode: () => Uint8Array }[]
  /** RowBinary in a frame of LZ4, in one pass; undefined for a dataset for which there is none. */
  readonly lz4Rows: (() => EncodedFrame) | undefined
}

export function batchMaker(dataset: EventDataset, batchRows: number): BatchMaker {
  const generator = new BatchGenerator(dataset, benchRun({ dataset, rows: batchRows * batchCount, batchRows }))
  const rowBinary = new RowBinaryEncoder(dataset, generator.columns)
  const native = new NativeEncoder(dataset, generator.columns)
  const lz4Rows = Lz4RowEncoder.for(dataset, generator.columns)
  const memory = new SharedArrayBuffer(batchRows * 200)
  let next = 0
  const generate = (): void => {
    generator.generate(next)
    next = (next + 1) % batchCount
  }
  generate()
  return {
    dataset,
    batchRows,
    generate,
    encoders: [
      { format: 'RowBinary', encode: () => rowBinary.encode(batchRows) },
      { format: 'Native', encode: () => native.encode(batchRows) },
    ],
    lz4Rows: lz4Rows && (() => lz4Rows.encode(batchRows, memory)),
  }
}
