// Where redis-server is: in PATH, or else in .tools/redis, which is filled on first use.
import { join } from 'node:path'
import { findExecutable } from '../../services/kafka/find-executable.ts'
import { fetchRedis } from './fetch-redis.ts'
import { type RedisProgram, unpackedRedis } from './unpacked-redis.ts'

const unpackedDir = join(import.meta.dirname, '../../../.tools/redis')

/** Throws SERVICE_FAILED when there is none and none can be fetched. */
export async function redisProgram(): Promise<RedisProgram> {
  const installed = await findExecutable('redis-server')
  if (installed !== undefined) return { redisServer: installed, libraryPath: '' }
  return (await unpackedRedis(unpackedDir)) ?? (await fetchRedis(unpackedDir))
}
