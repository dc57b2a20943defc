// How many values a pool must have for so many different ones to be seen.

/**
 * Of `count` values that are drawn evenly `rows` times, about `count · (1 - e^(-rows / count))` are seen at all: this is the other
 * way round. `seen` must be below `rows`.
 */
export function poolSize(seen: number, rows: number): number {
  let low = seen
  let high = seen
  while (high * -Math.expm1(-rows / high) < seen && high < seen * 1e6) high *= 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle * -Math.expm1(-rows / middle) < seen) low = middle
    else high = middle
  }
  return high
}
