// What each value of a pool puts into a stream of bytes (of a row, or of a Native column), made once a run: a row costs one copy.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { copyWritten, createByteSink, ensureBytes, writeByte, type ByteSink } from '../rowbinary/byte-sink.ts'
import { rowPiece, writeRowPiece } from './row-piece.ts'

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
  /** The chunks as numbers of their width, where there are numbers of it. */
  readonly numbers: Uint8Array | Uint16Array | Uint32Array | undefined
}

/** `writeChunk` appends what the value of that number puts into the stream. */
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
  const widthBytes = lengthsBytes.every((length) => length === width) ? width : undefined
  return {
    bytes,
    strides: strides.some(Number.isNaN) ? undefined : strides,
    firstStrides,
    lengthsBytes,
    widthBytes,
    numbers: numbersOf(bytes, widthBytes),
  }
}

function numbersOf({ buffer }: Uint8Array<ArrayBuffer>, widthBytes = 0): PoolChunks['numbers'] {
  const isFirstOfStride = (_: number, i: number): boolean => (i * widthBytes) % strideBytes === 0
  switch (widthBytes) {
    case 1:
      return new Uint8Array(buffer).filter(isFirstOfStride)
    case 2:
      return new Uint16Array(buffer).filter(isFirstOfStride)
    case 4:
      return new Uint32Array(buffer).filter(isFirstOfStride)
    default:
      return undefined
  }
}

/** Bytes that `appendChunks` will append. */
export function chunksBytes({ lengthsBytes, widthBytes }: PoolChunks, codes: Uint32Array, rowCount: number): number {
  if (widthBytes !== undefined) return rowCount * widthBytes
  let total = 0
  for (let row = 0; row < rowCount; row++) total += lengthsBytes[codes[row] ?? 0] ?? 0
  return total
}

/** Appends the chunk of each row's value. */
export function appendChunks(sink: ByteSink, chunks: PoolChunks, codes: Uint32Array, rowCount: number): void {
  ensureBytes(sink, chunksBytes(chunks, codes, rowCount) + strideBytes)
  const { numbers, strides } = chunks
  for (let from = 0; from < rowCount; from += hotLoopRows) {
    const to = Math.min(rowCount, from + hotLoopRows)
    if (numbers !== undefined) appendNumbers(sink, numbers, codes, from, to)
    else if (strides === undefined) appendWords(sink, chunks, codes, from, to)
    else appendStrides(sink, chunks, strides, codes, from, to)
  }
}

const { bytes: bytePiece, uint16s: pairPiece, uint32s: wordPiece } = rowPiece

function appendNumbers(
  sink: ByteSink,
  numbers: NonNullable<PoolChunks['numbers']>,
  codes: Uint32Array,
  from: number,
  to: number,
): void {
  if (numbers instanceof Uint8Array) putBytes(numbers, codes, from, to)
  else if (numbers instanceof Uint16Array) putPairs(numbers, codes, from, to)
  else putWords(numbers, codes, from, to)
  writeRowPiece(sink, (to - from) * numbers.BYTES_PER_ELEMENT)
}

// Three loops that differ in their arrays alone: V8 makes good code of a loop whose arrays are always of one type.
function putBytes(numbers: Uint8Array, codes: Uint32Array, from: number, to: number): void {
  for (let row = from; row < to; row++) bytePiece[row - from] = numbers[codes[row] ?? 0] ?? 0
}

function putPairs(numbers: Uint16Array, codes: Uint32Array, from: number, to: number): void {
  for (let row = from; row < to; row++) pairPiece[row - from] = numbers[codes[row] ?? 0] ?? 0
}

function putWords(numbers: Uint32Array, codes: Uint32Array, from: number, to: number): void {
  for (let row = from; row < to; row++) wordPiece[row - from] = numbers[codes[row] ?? 0] ?? 0
}

/**
 * Whole strides: what the last one has too much is overwritten by the next chunk. As floats, because that is the widest
 * copy that V8 makes without a call: three times as fast as byte by byte, and far faster than `Uint8Array.set`.
 */
function appendStrides(
  sink: ByteSink,
  { firstStrides, lengthsBytes }: PoolChunks,
  strides: Float64Array,
  codes: Uint32Array,
  from: number,
  to: number,
): void {
  const { view } = sink
  let offset = sink.usedBytes
  for (let row = from; row < to; row++) {
    const code = codes[row] ?? 0
    const end = offset + (lengthsBytes[code] ?? 0)
    let stride = firstStrides[code] ?? 0
    for (; offset < end; offset += strideBytes) view.setFloat64(offset, strides[stride++] ?? 0, true)
    offset = end
  }
  sink.usedBytes = offset
}

function appendWords(sink: ByteSink, chunks: PoolChunks, codes: Uint32Array, from: number, to: number): void {
  const { firstStrides, lengthsBytes } = chunks
  const { view } = sink
  const words = new Uint32Array(chunks.bytes.buffer)
  let offset = sink.usedBytes
  for (let row = from; row < to; row++) {
    const code = codes[row] ?? 0
    const end = offset + (lengthsBytes[code] ?? 0)
    let word = (firstStrides[code] ?? 0) * (strideBytes / 4)
    for (; offset < end; offset += 4) view.setUint32(offset, words[word++] ?? 0, true)
    offset = end
  }
  sink.usedBytes = offset
}
