// Neighbouring columns that are drawn once a session: one match with the session's row before, if that is still within the
// window, else each by itself.
import { add, advance, get, isLess, load, set, shl, store, sub, when, type Operand } from '../../wasm/wat.ts'
import { endWithMatch } from './end-with-match.ts'
import { matchBytesMin, windowBytes } from './lz4-sequence.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import { bytesOf, type RowStep } from './row-step.ts'

const positionBytes = 4

/** Whether the columns can be matched together: long enough, and of a length that is known before they are written. */
export function canBeMatched(steps: readonly RowStep[]): boolean {
  return bytesOf(steps).bytesMin >= matchBytesMin && steps.every((step) => step.bytesSource !== undefined)
}

export function sessionStep(loop: RowLoopSource, steps: readonly RowStep[], slot: LoopSlot): RowStep {
  const count = slot.of.slots.length
  const address = loop.layout.place(count * positionBytes)
  loop.keepsPositions({ address, count, strideBytes: positionBytes })
  const position = shl(slot.number, 2)
  const [distance, length] = [loop.local('distance'), loop.local('length')]
  const bytes = steps.map(({ bytesSource = 0 }): Operand => bytesSource).reduce(add)
  const source = `
    ${set(distance, sub(get('at'), load('i32.load', address, position)))}
    ${store('i32.store', address, position, get('at'))}
    ${when(
      isLess(get(distance), windowBytes),
      `${set(length, bytes)}
       ${endWithMatch(loop, { literalsEnd: get('end'), bytes: get(length), distance: get(distance) })}
       ${advance('at', get(length))}`,
      steps.map((step) => step.source).join('\n'),
    )}`
  return { source, ...bytesOf(steps) }
}
