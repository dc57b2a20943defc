// What each value of a pool puts into a stream of bytes, one after the other.
import { copyWritten, createByteSink, type ByteSink } from '../rowbinary/byte-sink.ts'

export interface Chunks {
  readonly bytes: Uint8Array
  /** Where in `bytes` each begins. */
  readonly starts: readonly number[]
  readonly lengths: readonly number[]
}

/** `writeChunk` appends what the value of that number puts into the stream. */
export function chunksOf(valueCount: number, writeChunk: (sink: ByteSink, value: number) => void): Chunks {
  const sink = createByteSink()
  const starts: number[] = []
  const lengths: number[] = []
  for (let value = 0; value < valueCount; value++) {
    const start = sink.usedBytes
    writeChunk(sink, value)
    starts.push(start)
    lengths.push(sink.usedBytes - start)
  }
  return { bytes: copyWritten(sink), starts, lengths }
}
