// Makes any block of a run: generates the batch, encodes it, frames it, and writes its header.
import { crc32 } from 'node:zlib'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { Block, BlockEncoding, BlockFormat } from '../block/block.ts'
import { compressedFrame } from '../compress/lz4-frame.ts'
import { sharedMemory } from '../concurrency/shared-memory.ts'
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

export class BlockProducer {
  readonly #run: Run
  readonly #options: ProduceOptions
  readonly #generator: BatchGenerator
  readonly #encoder: NativeEncoder | RowBinaryEncoder
  #encodedBytes = 0

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
    // The encoder cannot know beforehand how much it will need: about as much as for the batch before.
    const encodeMemory = encoding === 'none' ? (memory ?? sharedMemory(this.#encodedBytes)) : undefined
    const encoded = this.#encoder.encode(rowCount, encodeMemory)
    this.#encodedBytes = encoded.byteLength
    const frame = encoding === 'none' ? encoded : compressedFrame(encoded, (bytes) => sharedMemory(bytes, memory))
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
