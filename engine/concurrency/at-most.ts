// Waits for something, but not for long.

/** Resolves as `work` does, or with nothing after `ms`; rejects as `work` does. */
export async function atMost<Value>(ms: number, work: Promise<Value>): Promise<Value | undefined> {
  const elapsed = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => elapsed.resolve(undefined), ms)
  try {
    return await Promise.race([work, elapsed.promise])
  } finally {
    clearTimeout(timer)
  }
}
