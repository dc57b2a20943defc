// Answers kept in Redis, and near at hand in memory: an answer that is asked for often costs Redis one question each
// `nearMs`, and while Redis is away the memory is all there is.
import type { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'
import type { Cache, CachedAnswer } from './cache.ts'
import { cachedText, parseCachedText } from './cached-text.ts'
import { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts'

const defaultNearMs = 250
const keysMax = 10_000

export interface RedisCacheOptions extends MemoryCacheOptions {
  /** From `openRedis`, which bounds how long a command may take; whoever opened it closes it. */
  readonly redis: Redis
  /** Caches of different databases may share a Redis. */
  readonly database: string
  readonly nearMs?: number
}

export class RedisCache implements Cache {
  readonly #options: RedisCacheOptions
  readonly #nowMs: () => number
  readonly #memory: MemoryCache
  /** Keys whose answer in memory is as good as Redis's for now. */
  readonly #isNear: LRUCache<string, true>
  readonly #asking = new Map<string, Promise<CachedAnswer | undefined>>()

  constructor(options: RedisCacheOptions) {
    const { nearMs = defaultNearMs, nowMs = Date.now } = options
    this.#options = options
    this.#nowMs = nowMs
    this.#memory = new MemoryCache(options)
    this.#isNear = new LRUCache({ max: keysMax, ttl: nearMs, perf: { now: nowMs }, ttlResolution: 0 })
  }

  get(key: string): Promise<CachedAnswer | undefined> {
    const near = this.#memory.kept(key)
    const isNear = near !== undefined && this.#isNear.has(key)
    if (isNear || this.#options.redis.status !== 'ready') return Promise.resolve(near)
    let asking = this.#asking.get(key)
    if (asking === undefined) {
      asking = this.#ask(key).finally(() => this.#asking.delete(key))
      this.#asking.set(key, asking)
    }
    return asking
  }

  async set(key: string, answer: CachedAnswer, ttlMs: number): Promise<void> {
    const expiresAtMs = Math.ceil(this.#nowMs() + ttlMs)
    this.#keepNear(key, answer, ttlMs)
    try {
      await this.#options.redis.set(this.#name(key), cachedText({ answer, expiresAtMs }), 'PX', Math.ceil(ttlMs))
    } catch {
      // The connection tells who listens that Redis is away; here the memory does instead.
    }
  }

  async #ask(key: string): Promise<CachedAnswer | undefined> {
    const found = await this.#inRedis(key)
    const near = this.#memory.kept(key)
    // Ours is the newer one when it was made while Redis was being asked, or could not be written there.
    if (found === undefined || (near !== undefined && near.madeAtMs >= found.answer.madeAtMs)) {
      this.#isNear.set(key, true)
      return near
    }
    this.#keepNear(key, found.answer, Math.max(1, found.expiresAtMs - this.#nowMs()))
    return found.answer
  }

  async #inRedis(key: string): Promise<ReturnType<typeof parseCachedText>> {
    try {
      const text = await this.#options.redis.get(this.#name(key))
      return text === null ? undefined : parseCachedText(text)
    } catch {
      return undefined // away, or something else than a text is there: a miss
    }
  }

  #keepNear(key: string, answer: CachedAnswer, ttlMs: number): void {
    if (this.#memory.keep(key, answer, ttlMs)) this.#isNear.set(key, true)
    else this.#isNear.delete(key)
  }

  #name(key: string): string {
    return `millrace:${this.#options.database}:cache:${key}`
  }
}
