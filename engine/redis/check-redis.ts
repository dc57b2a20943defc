// Asks Redis whether it is there and what it is.
import type { ServiceState } from '@millrace/schemas/api/answers/pipeline.ts'
import type { Redis } from 'ioredis'
import { awayReasons } from './away-reasons.ts'
import { redisFailure } from './redis-failure.ts'
import { redisAddress } from './redis-url.ts'

/** `url` is what `redis` was opened with. Throws, in words for people, when Redis is away. */
export async function checkRedis(redis: Redis, url: string): Promise<Omit<ServiceState, 'state'>> {
  const description = `Redis at ${redisAddress(url)}`
  let text: string
  try {
    text = await redis.info('server')
  } catch (error) {
    throw new Error(awayReasons.get(redis) ?? redisFailure(error), { cause: error })
  }
  const version = /^redis_version:(\S+)/m.exec(text)?.[1]
  return version === undefined ? { description } : { description, version }
}
