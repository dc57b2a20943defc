// Answers kept in this process; those that were not asked for longest make room for new ones.
import { LRUCache } from 'lru-cache'
import type { Cache, CachedAnswer } from './cache.ts'

const defaultBytesMax = 64 * 1024 ** 2
/** Of an entry, beside its text. */
const overheadBytes = 256

export interface MemoryCacheOptions {
  readonly bytesMax?: number
  readonly nowMs?: () => number
}

export class MemoryCache implements Cache {
  readonly #answers: LRUCache<string, CachedAnswer>

  constructor({ bytesMax = defaultBytesMax, nowMs = Date.now }: MemoryCacheOptions = {}) {
    this.#answers = new LRUCache({
      maxSize: bytesMax,
      // Two bytes a character is the most that V8 takes.
      sizeCalculation: ({ body }, key) => 2 * (body.length + key.length) + overheadBytes,
      perf: { now: nowMs },
      ttlResolution: 0,
    })
  }

  get(key: string): Promise<CachedAnswer | undefined> {
    return Promise.resolve(this.kept(key))
  }

  set(key: string, answer: CachedAnswer, ttlMs: number): Promise<void> {
    this.keep(key, answer, ttlMs)
    return Promise.resolve()
  }

  /** `get` without a promise. */
  kept(key: string): CachedAnswer | undefined {
    return this.#answers.get(key)
  }

  /** `set` without a promise; false when there is no room for it. */
  keep(key: string, answer: CachedAnswer, ttlMs: number): boolean {
    this.#answers.set(key, answer, { ttl: ttlMs })
    return this.#answers.has(key)
  }
}
