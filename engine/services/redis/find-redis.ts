// Where redis-server is: in PATH, or else among what was unpacked in .tools/redis.
import { join } from 'node:path'
import { findExecutable } from '../kafka/find-executable.ts'
import { type RedisProgram, unpackedRedis } from './unpacked-redis.ts'

export const redisToolsDir = join(import.meta.dirname, '../../../.tools/redis')

/** Undefined when there is none. */
export async function findRedis(): Promise<RedisProgram | undefined> {
  const installed = await findExecutable('redis-server')
  return installed === undefined ? unpackedRedis(redisToolsDir) : { redisServer: installed, libraryPath: '' }
}
