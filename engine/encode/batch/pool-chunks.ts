// What each value of a pool puts into a row, made once a run: a row costs one copy.
import { copyWritten, createByteSink, writeByte, type ByteSink } from '../rowbinary/byte-sink.ts'

export const strideBytes = 8

export interface PoolChunks {
  /** The chunks one after the other, each filled up with zeros to whole strides. */
  readonly bytes: Uint8Array
  /** The same memory as `bytes`, or undefined if a NaN is in it, whose bits JavaScript does not promise to keep. */
  readonly strides: Float64Array | undefined
  /** In which stride the chunk of each value starts. */
  readonly firstStrides: Uint32Array
  readonly lengthsBytes: Uint32Array
  /** Length of every chunk, or undefined when they differ. */
  readonly widthBytes: number | undefined
}

/** `writeChunk` appends what the value of that number puts into a row. */
export function poolChunks(valueCount: number, writeChunk: (sink: ByteSink, value: number) => void): PoolChunks {
  const sink = createByteSink()
  const firstStrides = new Uint32Array(valueCount)
  const lengthsBytes = new Uint32Array(valueCount)
  for (let value = 0; value < valueCount; value++) {
    const start = sink.usedBytes
    writeChunk(sink, value)
    firstStrides[value] = start / strideBytes
    lengthsBytes[value] = sink.usedBytes - start
    while (sink.usedBytes % strideBytes !== 0) writeByte(sink, 0)
  }
  const bytes = copyWritten(sink)
  const strides = new Float64Array(bytes.buffer)
  const width = lengthsBytes[0]
  return {
    bytes,
    strides: strides.some(Number.isNaN) ? undefined : strides,
    firstStrides,
    lengthsBytes,
    widthBytes: lengthsBytes.every((length) => length === width) ? width : undefined,
  }
}
