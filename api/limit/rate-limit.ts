// How many requests a client may make in a window of time: counted in Redis, together with the other API processes that use
// it, or in this process while Redis is away or not configured. It never fails a request, and never holds one up for long.
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { BoundedMemoryLimiter } from './bounded-memory-limiter.ts'
import { clientKey } from './client-key.ts'

export interface RateLimitOptions {
  /** 0: no limit. */
  readonly requestsMax: number
  readonly windowSeconds: number
  /** Limits of different databases may share a Redis. */
  readonly database: string
  /** From `openRedis`, which bounds how long a command may take. */
  readonly redis?: Redis | undefined
}

export interface RateDecision {
  readonly isAllowed: boolean
  /** Requests in a window; 0 when there is no limit. */
  readonly limit: number
  readonly windowSeconds: number
  /** Requests left in this window. */
  readonly remaining: number
  /** Until the next window begins; at least 1 for a client that is refused. */
  readonly resetSeconds: number
}

export class RateLimit {
  readonly #options: RateLimitOptions
  readonly #limiter: RateLimiterAbstract

  constructor(options: RateLimitOptions) {
    const { requestsMax: points, windowSeconds: duration, database, redis } = options
    const keyPrefix = `millrace:${database}:rate`
    const memory = new BoundedMemoryLimiter({ points, duration, keyPrefix })
    this.#options = options
    this.#limiter =
      redis === undefined
        ? memory
        : new RateLimiterRedis({
            storeClient: redis,
            points,
            duration,
            keyPrefix,
            insuranceLimiter: memory,
            rejectIfRedisNotReady: true,
            // Whoever is over the limit is refused without asking Redis until the window ends.
            inMemoryBlockOnConsumed: points + 1,
          })
  }

  /** Counts a request of the client at this address. */
  async take(clientAddress: string): Promise<RateDecision> {
    const { requestsMax: limit, windowSeconds } = this.#options
    if (limit === 0) return { isAllowed: true, limit, windowSeconds, remaining: 0, resetSeconds: 0 }
    try {
      const { remainingPoints, msBeforeNext } = await this.#limiter.consume(clientKey(clientAddress))
      return { isAllowed: true, limit, windowSeconds, remaining: remainingPoints, resetSeconds: seconds(msBeforeNext) }
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const resetSeconds = Math.max(1, seconds(refusal.msBeforeNext))
      return { isAllowed: false, limit, windowSeconds, remaining: 0, resetSeconds }
    }
  }
}

function seconds(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1000))
}
