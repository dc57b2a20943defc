// Makes any block of a run: generates the batch, encodes it, frames it, and writes its header.
import { crc32 } from 'node:zlib'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { Block, BlockEncoding, BlockFormat } from '../block/block.ts'
import { compressedFrame } from '../compress/lz4-frame.ts'
import { NativeEncoder } from '../encode/batch/native-encoder.ts'
import { RowBinaryEncoder } from '../encode/batch/row-binary-encoder.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import { batchToken } from '../plan/batch-spec.ts'
import { datasetId, type Run } from '../plan/run.ts'

export interface ProduceOptions {
  readonly format: BlockFormat
  /** `lz4`: for what is staged or crosses a network. `none`: for a loopback, where compression costs more than it saves. */
  readonly encoding: BlockEncoding
}

/** What a new frame's memory has beyond the size of the frame before. */
const spareShare = 1.1

export class BlockProducer {
  readonly #run: Run
  readonly #options: ProduceOptions
  readonly #generator: BatchGenerator
  readonly #encoder: NativeEncoder | RowBinaryEncoder
  #frameBytes = 0

  constructor(dataset: DatasetDefinition, run: Run, options: ProduceOptions) {
    this.#run = run
    this.#options = options
    this.#generator = new BatchGenerator(dataset, run)
    const Encoder = options.format === 'native' ? NativeEncoder : RowBinaryEncoder
    this.#encoder = new Encoder(dataset, this.#generator.columns)
  }

  /** The frame is the caller's: in `memory` if it has room for it, else in new memory. */
  produce(batch: number, memory?: SharedArrayBuffer): Block {
    const { encoding, format } = this.#options
    const rowCount = this.#generator.generate(batch)
    const encoded =
      encoding === 'lz4'
        ? this.#encoder.encode(rowCount)
        : this.#encoder.encode(rowCount, memory ?? new SharedArrayBuffer(Math.ceil(this.#frameBytes * spareShare)))
    const frame = encoding === 'lz4' ? compressedFrame(encoded, memory) : encoded
    this.#frameBytes = frame.byteLength
    return {
      header: {
        dataset: this.#run.dataset,
        datasetId: datasetId(this.#run),
        schemaVersion: this.#run.schemaVersion,
        batch,
        rowCount,
        format,
        token: batchToken(this.#run, batch),
        crc32: crc32(frame),
        encoding,
        encodedBytes: encoded.byteLength,
      },
      frame,
    }
  }
}
