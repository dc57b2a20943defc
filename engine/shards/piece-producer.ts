// Makes any batch of a run as a piece of a file: generated, encoded, compressed.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { sharedMemory } from '../concurrency/shared-memory.ts'
import { NativeEncoder } from '../encode/batch/native-encoder.ts'
import { CsvEncoder } from '../encode/csv/csv-encoder.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import type { Run } from '../plan/run.ts'
import { compressPiece } from './compress-piece.ts'
import type { ShardCompression } from './shard-format.ts'

export interface PieceOptions {
  readonly format: 'csv' | 'native'
  readonly compression: ShardCompression
}

export interface Piece {
  readonly batch: number
  readonly rowCount: number
  /** Before compression. */
  readonly encodedBytes: number
  readonly bytes: Uint8Array
}

export class PieceProducer {
  readonly #generator: BatchGenerator
  readonly #encoder: CsvEncoder | NativeEncoder
  readonly #compression: ShardCompression
  #encodedBytes = 0

  constructor(dataset: DatasetDefinition, run: Run, { format, compression }: PieceOptions) {
    this.#generator = new BatchGenerator(dataset, run)
    const Encoder = format === 'csv' ? CsvEncoder : NativeEncoder
    this.#encoder = new Encoder(dataset, this.#generator.columns)
    this.#compression = compression
  }

  /** The bytes are the caller's: in `memory` if it has room for them, else in new memory. */
  produce(batch: number, memory?: SharedArrayBuffer): Piece {
    const rowCount = this.#generator.generate(batch)
    const compression = this.#compression
    // The encoder cannot know beforehand how much it will need: about as much as for the batch before.
    const encodeMemory = compression === 'none' ? (memory ?? sharedMemory(this.#encodedBytes)) : undefined
    const encoded = this.#encoder.encode(rowCount, encodeMemory)
    this.#encodedBytes = encoded.byteLength
    const bytes = compression === 'none' ? encoded : shared(compressPiece(encoded, compression), memory)
    return { batch, rowCount, encodedBytes: encoded.byteLength, bytes }
  }
}

function shared(bytes: Uint8Array, memory: SharedArrayBuffer | undefined): Uint8Array {
  const copy = new Uint8Array(sharedMemory(bytes.byteLength, memory), 0, bytes.byteLength)
  copy.set(bytes)
  return copy
}
