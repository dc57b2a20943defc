// A UUID: literals, as they were drawn.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { advance, get, load, shl, store } from '../../wasm/wat.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import type { RowStep } from './row-step.ts'

const bytes = fixedWidthBytes.UUID
const wordsPerUuid = 4

export function uuidStep(
  loop: RowLoopSource,
  { words }: Extract<DrawnColumn, { layout: 'uuid' }>,
  slot: LoopSlot,
): RowStep {
  const value = load('v128.load', loop.input(words, slot, wordsPerUuid), shl(slot.number, 4))
  const source = `
    ${store('v128.store', 0, get('end'), value)}
    ${advance('end', bytes)}
    ${advance('at', bytes)}`
  return { source, bytesMin: bytes, bytesMax: bytes, bytesSource: bytes }
}
