// Where redis-server is for the tests: where Millrace finds it, or else in .tools/redis, which is filled on first use.
import { findRedis, redisToolsDir } from '../../services/redis/find-redis.ts'
import type { RedisProgram } from '../../services/redis/unpacked-redis.ts'
import { fetchRedis } from './fetch-redis.ts'

/** Throws SERVICE_FAILED when there is none and none can be fetched. */
export async function redisProgram(): Promise<RedisProgram> {
  return (await findRedis()) ?? (await fetchRedis(redisToolsDir))
}
