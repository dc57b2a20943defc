// How many slots of drawn values rows look at.
import { hotLoopRows } from '../machine/hot-loop.ts'

/** Up to the highest that one of the first `rowCount` rows has. */
export function slotCount(slots: Uint32Array, rowCount: number): number {
  let max = -1
  for (let from = 0; from < rowCount; from += hotLoopRows) {
    max = highest(slots, max, from, Math.min(rowCount, from + hotLoopRows))
  }
  return max + 1
}

function highest(slots: Uint32Array, max: number, from: number, to: number): number {
  let found = max
  for (let row = from; row < to; row++) {
    const slot = slots[row] ?? 0
    if (slot > found) found = slot
  }
  return found
}
