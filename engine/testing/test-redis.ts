// A Redis of the test file's own, gone when the file is done or its process dies.
import { afterAll, inject } from 'vitest'
import { freePort } from '../services/process/free-port.ts'
import { redisProgram } from './redis/redis-program.ts'
import { TestRedisServer } from './redis/test-redis-server.ts'

/**
 * Call it in `beforeAll` or at the top of a test file (`const redis = await testRedis()`), not in a test. `redisArguments` are
 * redis-server's own, such as `--requirepass`, `secret`.
 */
export async function testRedis(...redisArguments: readonly string[]): Promise<TestRedisServer> {
  const server = new TestRedisServer({
    program: await redisProgram(),
    parentDir: inject('dataDir'),
    port: await freePort(),
    arguments: redisArguments,
  })
  afterAll(() => server.kill())
  await server.start()
  return server
}
