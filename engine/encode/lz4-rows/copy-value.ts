// The statements that copy a value to where literals end.
import { add, advance, get, isLess, isMore, set, store, when, type Operand } from '../../wasm/wat.ts'
import type { RowLoopSource } from './row-loop-source.ts'

const strideBytes = 16
/** As much is copied of any value, however short it is: that costs less than to ask. What is too much is written over. */
export const copiedBytesMin = 2 * strideBytes

interface CopiedValue {
  readonly from: Operand
  readonly bytes: Operand
  readonly bytesMax: number
}

export function copyValue(loop: RowLoopSource, { from, bytes, bytesMax }: CopiedValue): string {
  const [source, length] = [loop.local('from'), loop.local('length')]
  const strides = bytesMax > strideBytes ? [0, strideBytes] : [0]
  return `
    ${set(source, from)}
    ${set(length, bytes)}
    ${strides.map((offset) => copyStride(offset, get('end'), get(source))).join('\n')}
    ${bytesMax > copiedBytesMin ? when(isMore(get(length), copiedBytesMin), copyRest(loop, source, length)) : ''}
    ${advance('end', get(length))}`
}

function copyRest(loop: RowLoopSource, source: string, length: string): string {
  const copied = loop.local('copied')
  return `
    ${set(copied, copiedBytesMin)}
    (loop $again
      ${copyStride(0, add(get('end'), get(copied)), add(get(source), get(copied)))}
      ${advance(copied, strideBytes)}
      (br_if $again ${isLess(get(copied), get(length))}))`
}

function copyStride(offset: number, to: string, from: string): string {
  return store('v128.store', offset, to, `(v128.load offset=${offset} ${from})`)
}
