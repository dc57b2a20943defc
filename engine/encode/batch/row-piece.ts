// A piece of memory that stays in the processor's cache. What a Native column has of some rows is put together there and copied,
// which is faster than number by number into memory that threads share.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { writeBytes, type ByteSink } from '../rowbinary/byte-sink.ts'

const widthBytesMax = 32
const { buffer } = new Uint8Array(hotLoopRows * widthBytesMax)

/** The same memory, as whoever fills it needs it. */
export const rowPiece = {
  bytes: new Uint8Array(buffer),
  uint16s: new Uint16Array(buffer),
  uint32s: new Uint32Array(buffer),
  float32s: new Float32Array(buffer),
  float64s: new Float64Array(buffer),
  view: new DataView(buffer),
}

/** Appends the first bytes of the piece. */
export function writeRowPiece(sink: ByteSink, byteCount: number): void {
  writeBytes(sink, rowPiece.bytes.subarray(0, byteCount))
}
