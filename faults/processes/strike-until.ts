// Strikes again and again while something goes on.
import { setTimeout as sleep } from 'node:timers/promises'

export interface Strikes {
  /** Resolves to how many processes were there. */
  readonly strike: () => Promise<number>
  readonly max: number
  /** To the first strike, and from each to the next. */
  readonly pauseMs: () => number
}

/** Of a service in one try: one that dies five times a minute, each time soon after its start, is given up by its supervisor. */
const serviceStrikesMax = 1

export function strikesMaxOf({ isService = false }: { readonly isService?: boolean }, asked: number): number {
  return isService ? Math.min(asked, serviceStrikesMax) : asked
}

/** Resolves to how many strikes there were that met a process. */
export async function strikeUntil(over: AbortSignal, { strike, max, pauseMs }: Strikes): Promise<number> {
  let strikes = 0
  while (strikes < max) {
    await sleep(pauseMs(), undefined, { signal: over }).catch(() => undefined)
    if (over.aborted) break
    if ((await strike()) > 0) strikes++
  }
  return strikes
}
