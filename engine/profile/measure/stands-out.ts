// Whether a number comes more often than those around it, and so is not told by a straight line between quantiles.
import type { Point } from './quantiles.ts'

const aboveNeighbours = 1.5

/** `all`: quantiles with it among them. `step`: between two numbers of the type; 0 where every number may be one. */
export function standsOut(value: number, share: number, all: readonly Point[], step: number): boolean {
  if (step === 0) return true
  const [lowShare, low] = all.findLast(([, each]) => each < value) ?? [0, value - step]
  const [highShare, high] = all.find(([, each]) => each > value) ?? [1, value + step]
  const neighbours = Math.round((high - low) / step) - 2
  if (neighbours < 1) return true
  return share > (aboveNeighbours * Math.max(0, highShare - lowShare - share)) / neighbours
}
