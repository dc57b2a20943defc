// How long something takes when nobody disturbs it, measured once, when it is first asked for. Random moments are a share of
// it, so that they are spread over the whole of it, its first and last steps included, on fast machines and slow ones.

/** `run` must fail when it did not do what it should. Milliseconds. */
export function usualMs(run: () => Promise<unknown>): () => Promise<number> {
  let measured: Promise<number> | undefined
  const measure = async (): Promise<number> => {
    const startedAtMs = performance.now()
    await run()
    return performance.now() - startedAtMs
  }
  return () => (measured ??= measure())
}
