// How a generated batch becomes the bytes of a block: encoded, and compressed where that pays.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BlockEncoding, BlockFormat } from '../block/block.ts'
import { compressedFrame } from '../compress/lz4-frame.ts'
import { sharedMemory } from '../concurrency/shared-memory.ts'
import { NativeEncoder } from '../encode/batch/native-encoder.ts'
import { RowBinaryEncoder } from '../encode/batch/row-binary-encoder.ts'
import { Lz4RowEncoder, type EncodedFrame } from '../encode/lz4-rows/lz4-row-encoder.ts'
import type { BatchColumn } from '../generate/batch-generator.ts'

export interface FrameMaker {
  readonly encoding: BlockEncoding
  /** Of the first `rowCount` rows. The frame is the caller's: in `memory` if it has room for it, else in new memory. */
  make(rowCount: number, memory?: SharedArrayBuffer): EncodedFrame
}

export interface FrameOptions {
  readonly format: BlockFormat
  /**
   * `lz4`: for what is staged or crosses a network. `none`: for who reads no LZ4. `either`: as it costs the least where bytes
   * travel for almost nothing, over a loopback.
   */
  readonly encoding: BlockEncoding | 'either'
  /** False for blocks that stay in the process, where nobody looks at a checksum. Default: true. */
  readonly hasChecksum?: boolean
}

type Encoder = NativeEncoder | RowBinaryEncoder

/** A row of more columns touches more memory than a core's cache holds: rows are then written faster column by column. */
const narrowColumns = 32
const sampleRows = 20_000
/** A byte more costs who stages and reads it about as much time as the search for it: twelve nanoseconds through Kafka. */
const sizeMax = 1.2

/** `columns` hold a generated batch of `rowCount` rows. */
export function frameMaker(
  dataset: DatasetDefinition,
  columns: readonly BatchColumn[],
  { format, encoding }: FrameOptions,
  rowCount: number,
): FrameMaker {
  const encoder = (): Encoder =>
    format === 'native' ? new NativeEncoder(dataset, columns) : new RowBinaryEncoder(dataset, columns)
  const canBeLz4Rows = format === 'rowbinary' && (encoding === 'lz4' || columns.length <= narrowColumns)
  const lz4Rows = encoding !== 'none' && canBeLz4Rows ? lz4RowFrames(dataset, columns) : undefined
  if (encoding !== 'lz4') return lz4Rows ?? plainFrames(encoder())

  const compressed = compressedFrames(encoder())
  if (lz4Rows === undefined) return compressed
  // Rows of numbers alone have repetitions that only a search finds; what they save in bytes is worth it where those are kept.
  const [found, known] = [compressed, lz4Rows].map(
    (maker) => maker.make(Math.min(rowCount, sampleRows)).frame.byteLength,
  )
  return (known ?? 0) <= (found ?? 0) * sizeMax ? lz4Rows : compressed
}

function plainFrames(encoder: Encoder): FrameMaker {
  return framesInMemory('none', (rowCount, memory) => {
    const frame = encoder.encode(rowCount, memory)
    return { frame, encodedBytes: frame.byteLength }
  })
}

function lz4RowFrames(dataset: DatasetDefinition, columns: readonly BatchColumn[]): FrameMaker | undefined {
  const encoder = Lz4RowEncoder.for(dataset, columns)
  return encoder && framesInMemory('lz4', (rowCount, memory) => encoder.encode(rowCount, memory))
}

/** Encoders cannot know beforehand how much they will need: about as much a row as the first rows did. */
function framesInMemory(
  encoding: BlockEncoding,
  encode: (rowCount: number, memory: SharedArrayBuffer) => EncodedFrame,
): FrameMaker {
  let bytesPerRow: number | undefined
  return {
    encoding,
    make(rowCount, memory) {
      if (memory !== undefined) return encode(rowCount, memory)
      if (bytesPerRow === undefined) {
        const sampled = Math.min(rowCount, sampleRows)
        const sample = encode(sampled, new SharedArrayBuffer(0))
        bytesPerRow = sample.frame.byteLength / Math.max(1, sampled)
        if (sampled === rowCount) return sample
      }
      return encode(rowCount, sharedMemory(bytesPerRow * rowCount))
    },
  }
}

function compressedFrames(encoder: Encoder): FrameMaker {
  return {
    encoding: 'lz4',
    make(rowCount, memory) {
      const encoded = encoder.encode(rowCount)
      const frame = compressedFrame(encoded, (bytes) => sharedMemory(bytes, memory))
      return { frame, encodedBytes: encoded.byteLength }
    },
  }
}
