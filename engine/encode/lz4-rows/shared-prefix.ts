// What the values of a pool begin with, all but the short ones, behind their first byte: URLs of one site, keys of a map.
import type { Chunks } from '../batch/chunks.ts'

const valueBytesMin = 12
const prefixBytesMin = 8

export interface SharedPrefix {
  /** Byte of the value before which it ends; it begins with byte 1. */
  readonly endByte: number
  /** Values of so many bytes and more have it. */
  readonly valueBytesMin: number
}

/** Undefined when it is too short to be worth a match. */
export function sharedPrefix({ bytes, ...values }: Chunks): SharedPrefix | undefined {
  const lengths = values.lengths.filter((length) => length >= valueBytesMin)
  const starts = values.starts.filter((_, value) => (values.lengths[value] ?? 0) >= valueBytesMin)
  const [first] = starts
  if (first === undefined) return undefined
  const bytesMax = lengths.reduce((min, length) => Math.min(min, length))
  let endByte = 1
  while (endByte < bytesMax && starts.every((start) => bytes[start + endByte] === bytes[first + endByte])) endByte++
  return endByte - 1 < prefixBytesMin ? undefined : { endByte, valueBytesMin }
}
