// Makes any block of a run: generates the batch, encodes it, frames it, and writes its header.
import { crc32 } from 'node:zlib'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { Block, BlockFormat } from '../block/block.ts'
import { compressedFrame, storedFrame } from '../compress/lz4-frame.ts'
import { NativeEncoder } from '../encode/batch/native-encoder.ts'
import { RowBinaryEncoder } from '../encode/batch/row-binary-encoder.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import { batchToken } from '../plan/batch-spec.ts'
import { datasetId, type Run } from '../plan/run.ts'

export interface ProduceOptions {
  readonly format: BlockFormat
  /** `lz4`: for what is staged or crosses a network. `stored`: frames that are not compressed, for a loopback. */
  readonly compression: 'lz4' | 'stored'
}

export class BlockProducer {
  readonly #run: Run
  readonly #options: ProduceOptions
  readonly #generator: BatchGenerator
  readonly #encoder: NativeEncoder | RowBinaryEncoder

  constructor(dataset: DatasetDefinition, run: Run, options: ProduceOptions) {
    this.#run = run
    this.#options = options
    this.#generator = new BatchGenerator(dataset, run)
    const Encoder = options.format === 'native' ? NativeEncoder : RowBinaryEncoder
    this.#encoder = new Encoder(dataset, this.#generator.columns)
  }

  produce(batch: number): Block {
    const rowCount = this.#generator.generate(batch)
    const encoded = this.#encoder.encode(rowCount)
    const frame = this.#options.compression === 'lz4' ? compressedFrame(encoded) : storedFrame(encoded)
    return {
      header: {
        dataset: this.#run.dataset,
        datasetId: datasetId(this.#run),
        schemaVersion: this.#run.schemaVersion,
        batch,
        rowCount,
        format: this.#options.format,
        token: batchToken(this.#run, batch),
        crc32: crc32(frame),
        encoding: 'lz4',
        encodedBytes: encoded.byteLength,
      },
      frame,
    }
  }
}
