// How long to wait after failures in a row: twice as long each time, with jitter, so that many pages do not come back at once.

const firstMs = 500
const longestMs = 10_000

/** From half of the time to all of it; `failureCount` counts from 1, `random` gives [0, 1). */
export function backOffMs(failureCount: number, random: () => number = Math.random): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, failureCount - 1))
  return (fullMs * (1 + random())) / 2
}
