// The way of a shown count from one known value to the next, through numbers that were true in between.

interface Tween {
  readonly from: number
  readonly to: number
  readonly startedAtMs: number
  readonly durationMs: number
}

/** Whole, never beyond `to`, and `to` itself from the end on. A count that fell did not pass through what is between: it jumps. */
export function tweenedCount({ from, to, startedAtMs, durationMs }: Tween, nowMs: number): number {
  const progress = (nowMs - startedAtMs) / durationMs
  if (to <= from || progress >= 1 || !(durationMs > 0)) return to
  return from + Math.floor((to - from) * Math.max(0, progress))
}
