// The statements that copy a value to where literals end.
import { copyBytes } from '../../wasm/copy-bytes.ts'
import { advance, get, set, type Operand } from '../../wasm/wat.ts'
import type { RowLoopSource } from './row-loop-source.ts'

interface CopiedValue {
  readonly from: Operand
  readonly bytes: Operand
  readonly bytesMax: number
}

export function copyValue(loop: RowLoopSource, { from, bytes, bytesMax }: CopiedValue): string {
  const locals = { from: loop.local('from'), to: 'end', length: loop.local('length'), copied: loop.local('copied') }
  return `
    ${set(locals.from, from)}
    ${set(locals.length, bytes)}
    ${copyBytes(locals, bytesMax)}
    ${advance('end', get(locals.length))}`
}
