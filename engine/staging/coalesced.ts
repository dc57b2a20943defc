// Merges calls that pile up: at most one run at a time, and every call settles with a run that began after the call.

export function coalesced(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let queued: Promise<void> | undefined

  const start = (): Promise<void> => {
    const current = run().finally(() => {
      if (running === current) running = undefined
    })
    running = current
    return current
  }

  return () => {
    if (running === undefined) return start()
    queued ??= running
      .catch(() => undefined) // its own callers have it
      .then(() => {
        queued = undefined
        return start()
      })
    return queued
  }
}
