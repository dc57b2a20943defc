// Does again what failed because Kafka was away, with growing and jittered pauses, for a bounded time.
// It promises that failures are reported once they have lasted for a second (a new topic or a fresh broker needs a moment
// by nature), and that the last one is thrown.
import { setTimeout as sleep } from 'node:timers/promises'
import { MillraceError } from '../../errors/millrace-error.ts'
import { kafkaError } from './kafka-error.ts'

const pauseMsMin = 50
const pauseMsMax = 2_000
const quietMs = 1_000

export interface Recovery {
  /** How long to go on trying, from the first failure. */
  readonly recoverMsMax: number
  /** Told of failures that last and are tried again, and of those that do no harm but should be seen. */
  readonly onTrouble: (trouble: MillraceError) => void
  /** Ends the trying. */
  readonly signal: AbortSignal
}

/** A pause before the try after failure number `failures` (from 1): doubling, and a random half of it off. */
export function recoveryPauseMs(failures: number): number {
  return Math.min(pauseMsMax, pauseMsMin * 2 ** failures) * (0.5 + Math.random() / 2)
}

/** Throws `CONFIG` at once, `STAGING_UNAVAILABLE` when time is up or the signal aborts. */
export async function recovering<Result>(
  doing: string,
  recovery: Recovery,
  operation: () => Promise<Result>,
): Promise<Result> {
  let failingSinceMs: number | undefined
  for (let failures = 1; ; failures++) {
    try {
      return await operation()
    } catch (caught) {
      const error = kafkaError(caught, doing)
      if (!(error instanceof MillraceError) || !error.canRetry) throw error
      const nowMs = performance.now()
      failingSinceMs ??= nowMs
      const pauseMs = recoveryPauseMs(failures)
      if (recovery.signal.aborted || nowMs + pauseMs > failingSinceMs + recovery.recoverMsMax) throw error
      if (nowMs - failingSinceMs >= quietMs) recovery.onTrouble(error)
      await sleep(pauseMs, undefined, { signal: recovery.signal }).catch(() => {
        throw error
      })
    }
  }
}
