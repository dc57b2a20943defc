import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRedis } from '@millrace/engine/redis/open-redis.ts'
import { testRedis } from '@millrace/engine/testing/test-redis.ts'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { RateLimit, type RateLimitOptions } from './rate-limit.ts'

const server = await testRedis()
const redis = openRedis(server.url, () => undefined)
afterAll(() => redis.disconnect())
const untilReady = (): Promise<boolean> => vi.waitUntil(() => redis.status === 'ready', { timeout: 10_000 })

/** Each has a database of its own, unless it is to share one. */
function open(options: Partial<RateLimitOptions> = {}): RateLimit {
  return new RateLimit({ requestsMax: 3, windowSeconds: 10, database: randomUUID(), redis, ...options })
}

describe.each([
  ['in Redis', {}],
  ['in memory', { redis: undefined }],
])('%s', (_, store) => {
  beforeEach(untilReady)

  test('so many requests in a window are allowed, for each client', async () => {
    const limit = open(store)
    const decisions = []
    for (let request = 0; request < 5; request++) decisions.push(await limit.take('192.0.2.1'))
    expect(decisions.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, false, false])
    expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0])
    for (const decision of decisions) {
      expect(decision).toMatchObject({ limit: 3, windowSeconds: 10 })
      expect([9, 10]).toContain(decision.resetSeconds)
    }
    expect(await limit.take('192.0.2.2')).toMatchObject({ isAllowed: true, remaining: 2 })
    expect(await limit.take('::ffff:192.0.2.1')).toMatchObject({ isAllowed: false })
  })

  test('an IPv6 network is one client', async () => {
    const limit = open(store)
    for (const host of ['1', '2', 'ffff:3']) await limit.take(`2001:db8:0:1::${host}`)
    expect(await limit.take('2001:db8:0:1::4')).toMatchObject({ isAllowed: false })
    expect(await limit.take('2001:db8:0:2::1')).toMatchObject({ isAllowed: true })
  })

  test('requests at the same time are counted one by one', async () => {
    const limit = open({ ...store, requestsMax: 50 })
    const decisions = await Promise.all(Array.from({ length: 80 }, () => limit.take('192.0.2.1')))
    expect(decisions.filter(({ isAllowed }) => isAllowed).length).toBe(50)
  })

  test('a new window begins when the old one ends', async () => {
    const limit = open({ ...store, windowSeconds: 1 })
    for (let request = 0; request < 4; request++) await limit.take('192.0.2.1')
    expect(await limit.take('192.0.2.1')).toMatchObject({ isAllowed: false, resetSeconds: 1 })
    await sleep(1_050)
    expect(await limit.take('192.0.2.1')).toMatchObject({ isAllowed: true, remaining: 2 })
  })

  test('0 is no limit', async () => {
    const limit = open({ ...store, requestsMax: 0 })
    for (let request = 0; request < 100; request++)
      expect(await limit.take('192.0.2.1')).toMatchObject({ isAllowed: true, limit: 0 })
  })
})

describe('with a Redis', () => {
  beforeEach(untilReady)

  test('processes count together, databases do not', async () => {
    const database = randomUUID()
    await open({ database }).take('192.0.2.1')
    expect(await open({ database }).take('192.0.2.1')).toMatchObject({ remaining: 1 })
    expect(await open().take('192.0.2.1')).toMatchObject({ remaining: 2 })
    expect(await redis.pttl(`millrace:${database}:rate:192.0.2.1`)).toBeGreaterThan(5_000)
  })

  test('whoever is over the limit is refused without asking Redis', async () => {
    const limit = open()
    for (let request = 0; request < 4; request++) await limit.take('192.0.2.1')
    const before = await scriptCalls()
    for (let request = 0; request < 100; request++)
      expect(await limit.take('192.0.2.1')).toMatchObject({ isAllowed: false, remaining: 0 })
    expect(await scriptCalls()).toBe(before)
  })

  test('a wrong value under the key counts in memory', async () => {
    const database = randomUUID()
    await redis.rpush(`millrace:${database}:rate:192.0.2.1`, 'garbage')
    const limit = open({ database })
    const decisions = []
    for (let request = 0; request < 4; request++) decisions.push(await limit.take('192.0.2.1'))
    expect(decisions.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, false])
  })

  test('killed in between it counts in memory at once, and in Redis again when that is back', async () => {
    const limit = open({ requestsMax: 10 })
    await limit.take('192.0.2.1')
    const killing = server.kill()
    const decisions = []
    for (let request = 0; request < 12; request++) decisions.push(await limit.take('192.0.2.1'))
    expect(decisions.at(-1)).toMatchObject({ isAllowed: false, remaining: 0 })
    await killing
    const startedAtMs = performance.now()
    for (let client = 0; client < 200; client++)
      expect(await limit.take(`192.0.2.${client + 2}`)).toMatchObject({ isAllowed: true, remaining: 9 })
    expect(performance.now() - startedAtMs).toBeLessThan(500)
    await server.start()
    await untilReady()
    const before = await redis.dbsize()
    expect(await limit.take('198.51.100.1')).toMatchObject({ isAllowed: true, remaining: 9 })
    expect(await redis.dbsize()).toBe(before + 1)
  })

  test('paused in between only the first request waits, half a second', async () => {
    const limit = open({ requestsMax: 1_000 })
    await limit.take('192.0.2.1')
    server.pause()
    const waitsMs: number[] = []
    for (let request = 0; request < 100; request++) {
      const startedAtMs = performance.now()
      expect(await limit.take('192.0.2.1')).toMatchObject({ isAllowed: true })
      waitsMs.push(performance.now() - startedAtMs)
      await sleep(10)
    }
    server.resume()
    // Each would wait, if the connection were not given up; two more may be this machine's doing.
    expect(waitsMs.filter((waitMs) => waitMs > 400).length).toBeLessThanOrEqual(3)
  })
})

async function scriptCalls(): Promise<number> {
  const calls = [...(await redis.info('commandstats')).matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)]
  return calls.reduce((sum, [, count]) => sum + Number(count), 0)
}
