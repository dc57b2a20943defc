// Waits for something, but not for long.

/** Resolves when `work` has, or after `ms`; rejects as `work` does. */
export async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const elapsed = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => elapsed.resolve(undefined), ms)
  try {
    await Promise.race([work, elapsed.promise])
  } finally {
    clearTimeout(timer)
  }
}
