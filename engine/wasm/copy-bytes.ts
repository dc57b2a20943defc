// The statements that copy some bytes, 16 at a time. What is written too much is to be written over by what follows; behind what is
// copied there must be as much to read.
import { add, advance, get, isLess, isMore, set, store, when } from './wat.ts'

const strideBytes = 16
/** So many are copied of anything that may be longer than 16 bytes, however short it is: that costs less than to ask. */
export const copiedBytesMin = 2 * strideBytes

/** Locals. */
interface CopiedBytes {
  readonly from: string
  readonly to: string
  readonly length: string
  /** Of no other use. */
  readonly copied: string
}

/** `bytesMax`: `length` is never more. */
export function copyBytes({ from, to, length, copied }: CopiedBytes, bytesMax = Infinity): string {
  const rest = `
    ${set(copied, copiedBytesMin)}
    (loop $again
      ${copyStride(0, add(get(from), get(copied)), add(get(to), get(copied)))}
      ${advance(copied, strideBytes)}
      (br_if $again ${isLess(get(copied), get(length))}))`
  return `
    ${copyStride(0, get(from), get(to))}
    ${bytesMax > strideBytes ? copyStride(strideBytes, get(from), get(to)) : ''}
    ${bytesMax > copiedBytesMin ? when(isMore(get(length), copiedBytesMin), rest) : ''}`
}

function copyStride(offset: number, from: string, to: string): string {
  return store('v128.store', offset, to, `(v128.load offset=${offset} ${from})`)
}
