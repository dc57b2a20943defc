// Answers that are expensive to make, made once for all who ask, and again before they are too old for those who watch.
//
// By its age an answer is: fresh, given as it is; or due, given as it is while a new one is made in the background; or too
// old, and then the reader waits for a new one. While ClickHouse is away a too old one is given after all, for a bounded
// time, and marked as stale.
import { atMost } from '@millrace/engine/concurrency/at-most.ts'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { LRUCache } from 'lru-cache'
import type { Cache, CachedAnswer } from './cache.ts'

/** No attempt in the background follows a failed one sooner. */
const retryMs = 1_000
/** For so long after a failure nobody waits to find ClickHouse still away. */
const knownAwayMs = 10_000
const failuresMax = 10_000
/** Between the clocks of API processes that share a Redis. */
const clockSkewMsMax = 5_000

export interface ReadPolicy {
  /** Asked for each answer when it is a function. */
  readonly freshMs: number | ((madeAtMs: number) => number)
  /** How long a reader waits for a new answer when the one there is is due; without it, not at all. */
  readonly waitMs?: (madeAtMs: number) => number
  /** Nobody gets an older answer, unless it is marked as stale. */
  readonly ttlMs: number
  /** Nobody gets an older answer. */
  readonly staleMsMax: number
}

export interface ReadAnswer extends CachedAnswer {
  readonly isStale: boolean
}

export interface CachedReadsOptions {
  readonly cache: Cache
  /** Hears of attempts in the background that failed: nobody else does. */
  readonly onRefreshFailure: (error: unknown) => void
  /** Epoch milliseconds. */
  readonly nowMs?: () => number
}

type Produce = () => Promise<string>

export class CachedReads {
  /** Each read counts as one hit, miss (it waited) or stale answer; refreshes are attempts in the background. */
  readonly counters = { hits: 0, misses: 0, stale: 0, refreshes: 0, refreshFailures: 0 }
  readonly #cache: Cache
  readonly #onRefreshFailure: (error: unknown) => void
  readonly #nowMs: () => number
  readonly #flights = new Map<string, Promise<CachedAnswer>>()
  readonly #failures = new LRUCache<string, { atMs: number; isAway: boolean }>({ max: failuresMax })

  constructor({ cache, onRefreshFailure, nowMs = Date.now }: CachedReadsOptions) {
    this.#cache = cache
    this.#onRefreshFailure = onRefreshFailure
    this.#nowMs = nowMs
  }

  /** `produce` gives the body. Rejects with its error, unless there is an answer that may be given instead. */
  async read(key: string, produce: Produce, policy: ReadPolicy): Promise<ReadAnswer> {
    const kept = await this.#cache.get(key)
    const ageMs = this.#ageMs(kept)
    if (kept !== undefined && ageMs <= policy.ttlMs) {
      this.counters.hits++
      const freshMs = typeof policy.freshMs === 'number' ? policy.freshMs : policy.freshMs(kept.madeAtMs)
      const newer = ageMs > freshMs ? await this.#newer(kept, key, produce, policy) : undefined
      return { ...(newer ?? kept), isStale: false }
    }
    if (kept !== undefined && ageMs <= policy.staleMsMax && this.#isKnownAway(key)) {
      void this.#refresh(key, produce, policy)
      return this.#stale(kept)
    }
    try {
      const answer = await this.#make(key, produce, policy)
      this.counters.misses++
      return { ...answer, isStale: false }
    } catch (error) {
      if (kept !== undefined && isAway(error) && this.#ageMs(kept) <= policy.staleMsMax) return this.#stale(kept)
      this.counters.misses++
      throw error
    }
  }

  #stale(kept: CachedAnswer): ReadAnswer {
    this.counters.stale++
    return { ...kept, isStale: true }
  }

  #ageMs(kept: CachedAnswer | undefined): number {
    if (kept === undefined) return Infinity
    const ageMs = this.#nowMs() - kept.madeAtMs
    // A clock that is far ahead would make an answer fresh for as long as it is ahead.
    return ageMs < -clockSkewMsMax ? Infinity : Math.max(0, ageMs)
  }

  #isKnownAway(key: string): boolean {
    const failure = this.#failures.get(key)
    return failure !== undefined && failure.isAway && this.#nowMs() - failure.atMs < knownAwayMs
  }

  /** A new answer, if it comes in time. */
  async #newer(
    kept: CachedAnswer,
    key: string,
    produce: Produce,
    policy: ReadPolicy,
  ): Promise<CachedAnswer | undefined> {
    const refreshed = this.#refresh(key, produce, policy)
    const waitMs = policy.waitMs?.(kept.madeAtMs) ?? 0
    return waitMs > 0 ? atMost(waitMs, refreshed) : undefined
  }

  /** Resolves with nothing when it fails, or when it is too early for another attempt. */
  async #refresh(key: string, produce: Produce, policy: ReadPolicy): Promise<CachedAnswer | undefined> {
    const flight = this.#flights.get(key)
    const failedAtMs = this.#failures.get(key)?.atMs ?? -Infinity
    if (flight === undefined && this.#nowMs() - failedAtMs < retryMs) return undefined
    if (flight === undefined) this.counters.refreshes++
    try {
      return await this.#make(key, produce, policy)
    } catch (error) {
      if (flight !== undefined) return undefined // whoever began it tells
      this.counters.refreshFailures++
      this.#onRefreshFailure(error)
      return undefined
    }
  }

  #make(key: string, produce: Produce, policy: ReadPolicy): Promise<CachedAnswer> {
    let flight = this.#flights.get(key)
    if (flight === undefined) {
      flight = this.#produce(key, produce, policy).finally(() => this.#flights.delete(key))
      this.#flights.set(key, flight)
    }
    return flight
  }

  async #produce(key: string, produce: Produce, policy: ReadPolicy): Promise<CachedAnswer> {
    // What comes in while it is made may be missing from it: its age counts from the start.
    const madeAtMs = this.#nowMs()
    try {
      const answer = { body: await produce(), madeAtMs }
      this.#failures.delete(key)
      void this.#cache.set(key, answer, Math.max(policy.ttlMs, policy.staleMsMax))
      return answer
    } catch (error) {
      this.#failures.set(key, { atMs: this.#nowMs(), isAway: isAway(error) })
      throw error
    }
  }
}

function isAway(error: unknown): boolean {
  return isMillraceError(error, 'WAREHOUSE_UNAVAILABLE')
}
