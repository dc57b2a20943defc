// Holds producers back while too much is staged. It promises that `enter` lets nobody through while the staged bytes,
// as last asked for and with what has come through since, are too many, and that it asks at most every `pollIntervalMs`.
// Admission is in order of arrival. One block more than the bound may be staged, never two.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Staging } from './staging.ts'

const pollIntervalMs = 250

export interface StagedBytesGate {
  /**
   * Resolves when `bytes` more may be staged. Rejects with the signal's reason when it aborts, and with
   * `STAGING_UNAVAILABLE` when the staged amount cannot be asked for (may be tried again).
   */
  enter(bytes: number, signal?: AbortSignal): Promise<void>
}

export function stagedBytesGate(
  staging: Pick<Staging, 'backlog'>,
  isFull: (stagedBytes: number) => boolean,
  now: () => number = () => performance.now(),
): StagedBytesGate {
  let stagedBytes = 0
  let askedAtMs = -Infinity
  let turn: Promise<void> = Promise.resolve()

  async function admit(bytes: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted()
      const ageMs = now() - askedAtMs
      if (ageMs >= pollIntervalMs) {
        stagedBytes = (await staging.backlog()).bytes
        askedAtMs = now()
      }
      if (!isFull(stagedBytes)) break
      await sleep(Math.max(1, pollIntervalMs - (now() - askedAtMs)), undefined, signal && { signal }).catch(
        (error: unknown) => {
          signal?.throwIfAborted()
          throw error
        },
      )
    }
    stagedBytes += bytes
  }

  return {
    enter(bytes, signal) {
      const entered = turn.then(() => admit(bytes, signal))
      turn = entered.catch(() => undefined) // the one who waits has it
      return entered
    },
  }
}
