import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { freePort } from '../../services/process/free-port.ts'
import { testRedis } from '../test-redis.ts'
import { redisAnswers } from '../../services/redis/redis-answers.ts'
import { redisProgram } from './redis-program.ts'

const redis = await testRedis()

test('it is killed, started again on its port, paused and resumed', async () => {
  expect(await redisAnswers(redis.port)).toBe(true)
  const { processId } = redis
  await redis.kill()
  expect(await redisAnswers(redis.port)).toBe(false)
  await redis.start()
  expect(await redisAnswers(redis.port)).toBe(true)
  expect(redis.processId).not.toBe(processId)
  redis.pause()
  expect(await redisAnswers(redis.port)).toBe(false)
  redis.resume()
  expect(await redisAnswers(redis.port)).toBe(true)
})

test('it dies with the test process, however that one dies', async () => {
  const options = { program: await redisProgram(), parentDir: inject('dataDir'), port: await freePort(), arguments: [] }
  const script = `
    import { TestRedisServer } from ${JSON.stringify(join(import.meta.dirname, 'test-redis-server.ts'))}
    const server = new TestRedisServer(${JSON.stringify(options)})
    await server.start()
    console.log('started')`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  expect(await redisAnswers(options.port)).toBe(true)
  holder.kill('SIGKILL')
  await expect.poll(() => redisAnswers(options.port), { timeout: 5_000 }).toBe(false)
})
