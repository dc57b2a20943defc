// The cache that is configured, with the Redis behind it, when there is one, for whatever else is kept there.
import type { Config } from '@millrace/engine/config/config.ts'
import { checkRedis } from '@millrace/engine/redis/check-redis.ts'
import { openRedis } from '@millrace/engine/redis/open-redis.ts'
import { redisAddress } from '@millrace/engine/redis/redis-url.ts'
import type { Redis } from 'ioredis'
import type { CheckedService } from '../health/service-checks.ts'
import type { Cache } from './cache.ts'
import { MemoryCache } from './memory-cache.ts'
import { RedisCache } from './redis-cache.ts'

export interface OpenedCache {
  readonly cache: Cache
  readonly redis: Redis | undefined
  /** What of it can be away. */
  readonly services: Readonly<Record<string, CheckedService>>
  close(): void
}

/** Does not wait for Redis. `notify` hears when it goes and comes. */
export function openCache(config: Config, notify: (message: string) => void): OpenedCache {
  const { REDIS_URL: url, CLICKHOUSE_DATABASE: database } = config
  if (url === undefined) return { cache: new MemoryCache(), redis: undefined, services: {}, close: () => undefined }
  const redis = openRedis(url, notify)
  return {
    cache: new RedisCache({ redis, database }),
    redis,
    services: {
      redis: { description: `Redis at ${redisAddress(url)}`, check: () => checkRedis(redis, url) },
    },
    close: () => redis.disconnect(),
  }
}
