// Native data of a Nullable column: the null map, then the inner column with some value in the places of the NULLs.
import { type ByteSink, writeBytes } from '../rowbinary/byte-sink.ts'

/** `nullMap`: one byte for each row, 1 where it is NULL. `writeInner` appends inner data of as many rows. */
export function writeNullableData(sink: ByteSink, nullMap: Uint8Array, writeInner: (sink: ByteSink) => void): void {
  writeBytes(sink, nullMap)
  writeInner(sink)
}
