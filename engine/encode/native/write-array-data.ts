// Native data of an Array or Map column: where each row's elements end, as UInt64, then all elements as one column.
import { type ByteSink, ensureBytes } from '../rowbinary/byte-sink.ts'

/** `lengths`: elements of each row. `writeElements` appends inner data of as many elements as the lengths sum up to. */
export function writeArrayData(sink: ByteSink, lengths: Uint32Array, writeElements: (sink: ByteSink) => void): void {
  ensureBytes(sink, lengths.length * 8)
  let end = 0
  for (const length of lengths) {
    end += length
    sink.view.setUint32(sink.usedBytes, end, true)
    sink.view.setUint32(sink.usedBytes + 4, Math.floor(end / 2 ** 32), true)
    sink.usedBytes += 8
  }
  writeElements(sink)
}
