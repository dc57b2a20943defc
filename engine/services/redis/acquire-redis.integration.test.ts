import { expect, test, vi } from 'vitest'
import { PrivateService } from '../../testing/private-service.ts'
import { redisProgram } from '../../testing/redis/redis-program.ts'
import type { RedisEndpoint, ServiceLease } from '../service.ts'
import { acquireRedis } from './acquire-redis.ts'
import { redisAnswers } from './redis-answers.ts'

await redisProgram()
const service = new PrivateService<RedisEndpoint>('redis')

function acquire(): Promise<ServiceLease<RedisEndpoint>> {
  return service.held(acquireRedis({ dataDir: service.dataDir }))
}

const portOf = ({ endpoint }: ServiceLease<RedisEndpoint>): number => Number(new URL(endpoint.url).port)

test('who acquires shares one server on loopback, and it goes with the last of them, killed or not', async () => {
  const other = service.holder()
  const lease = await acquire()
  expect(await other.processId()).toBe(lease.endpoint.processId)
  expect(lease.endpoint.url).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/)
  expect(await redisAnswers(portOf(lease))).toBe(true)
  await lease.release()
  expect(await redisAnswers(portOf(lease))).toBe(true)
  await other.kill()
  await service.untilGone()
})

test('a killed server comes back on the same port', async () => {
  const lease = await acquire()
  const onRestart = vi.fn()
  lease.onRestart(onRestart)
  const before = lease.endpoint
  process.kill(before.processId, 'SIGKILL')
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledOnce(), { timeout: 10_000 })
  expect(lease.endpoint.url).toBe(before.url)
  expect(lease.endpoint.processId).not.toBe(before.processId)
  expect(await redisAnswers(portOf(lease))).toBe(true)
})
