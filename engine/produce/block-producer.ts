// Makes any block of a run: generates the batch, encodes it, frames it, and writes its header.
import { crc32 } from 'node:zlib'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { Block } from '../block/block.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import { batchToken } from '../plan/batch-spec.ts'
import { datasetId, type Run } from '../plan/run.ts'
import { frameMaker, type FrameMaker, type FrameOptions } from './frame-maker.ts'

export class BlockProducer {
  readonly #dataset: DatasetDefinition
  readonly #run: Run
  readonly #options: FrameOptions
  readonly #generator: BatchGenerator
  #frames: FrameMaker | undefined

  constructor(dataset: DatasetDefinition, run: Run, options: FrameOptions) {
    this.#dataset = dataset
    this.#run = run
    this.#options = options
    this.#generator = new BatchGenerator(dataset, run)
  }

  /** The frame is the caller's: in `memory` if it has room for it, else in new memory. */
  produce(batch: number, memory?: SharedArrayBuffer): Block {
    const { columns } = this.#generator
    const rowCount = this.#generator.generate(batch)
    this.#frames ??= frameMaker(this.#dataset, columns, this.#options, rowCount)
    const { frame, encodedBytes } = this.#frames.make(rowCount, memory)
    return {
      header: {
        dataset: this.#run.dataset,
        datasetId: datasetId(this.#run),
        schemaVersion: this.#run.schemaVersion,
        batch,
        rowCount,
        format: this.#options.format,
        token: batchToken(this.#run, batch),
        crc32: this.#options.hasChecksum === false ? undefined : crc32(frame),
        encoding: this.#frames.encoding,
        encodedBytes,
      },
      frame,
    }
  }
}
