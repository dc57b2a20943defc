// The port to where answers are kept: in this process, or in a Redis that several API processes share.
//
// What every adapter promises (and `cache.contract.ts` checks):
// - `get` and `set` never reject, and never wait for long: what is away is done without.
// - What this process has set is there for its next `get` at once, until it expires or there is no room for it.
// - A value that is not one of ours is a miss.

export interface CachedAnswer {
  readonly body: string
  /** Epoch milliseconds, of the clock of the process that made it. */
  readonly madeAtMs: number
}

export interface Cache {
  get(key: string): Promise<CachedAnswer | undefined>
  set(key: string, answer: CachedAnswer, ttlMs: number): Promise<void>
}
