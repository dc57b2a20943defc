// What the values of a pool begin with, all but the short ones, behind their first byte: URLs of one site, keys of a map.
import { strideBytes, type PoolChunks } from '../batch/pool-chunks.ts'

const valueBytesMin = 12
const prefixBytesMin = 8

export interface SharedPrefix {
  /** Byte of the value before which it ends; it begins with byte 1. */
  readonly endByte: number
  /** Values of so many bytes and more have it. */
  readonly valueBytesMin: number
}

/** Undefined when it is too short to be worth a match. */
export function sharedPrefix({ bytes, firstStrides, lengthsBytes }: PoolChunks): SharedPrefix | undefined {
  const starts = firstStrides
    .map((stride) => stride * strideBytes)
    .filter((_, value) => (lengthsBytes[value] ?? 0) >= valueBytesMin)
  const [first] = starts
  if (first === undefined) return undefined
  const bytesMax = lengthsBytes.reduce(
    (min, length) => (length >= valueBytesMin ? Math.min(min, length) : min),
    Infinity,
  )
  let endByte = 1
  while (endByte < bytesMax && starts.every((start) => bytes[start + endByte] === bytes[first + endByte])) endByte++
  return endByte - 1 < prefixBytesMin ? undefined : { endByte, valueBytesMin }
}
