// Merges calls that pile up: at most one run at a time, and every call settles with a run that began after the call.
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs do not begin sooner after each other than `spacingMs`. */
export function coalesced<Value>(run: () => Promise<Value>, spacingMs = 0): () => Promise<Value> {
  let running: Promise<Value> | undefined
  let queued: Promise<Value> | undefined
  let begunAtMs = -Infinity

  const start = (): Promise<Value> => {
    begunAtMs = performance.now()
    const current = run().finally(() => {
      if (running === current) running = undefined
    })
    running = current
    return current
  }

  const untilNext = (): number => begunAtMs + spacingMs - performance.now()

  const startNext = async (): Promise<Value> => {
    await running?.catch(() => undefined) // its own callers have it
    const waitMs = untilNext()
    if (waitMs > 0) await sleep(waitMs)
    queued = undefined
    return start()
  }

  return () => {
    if (queued === undefined && running === undefined && untilNext() <= 0) return start()
    queued ??= startNext()
    return queued
  }
}
