// When one share of a rhythm's rows has come.
import type { TimeRhythm } from '../time-rhythm.ts'

export function offsetMsAt(rhythm: TimeRhythm, share: number): number {
  const offsets = Float64Array.of(share)
  rhythm.offsetsMsOf(offsets, 0, 1)
  return offsets[0] ?? NaN
}
