import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRedis } from '@millrace/engine/redis/open-redis.ts'
import { testRedis } from '@millrace/engine/testing/test-redis.ts'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { describeCache } from './cache.contract.ts'
import { RedisCache, type RedisCacheOptions } from './redis-cache.ts'

const server = await testRedis()
const redis = openRedis(server.url, () => undefined)
afterAll(() => redis.disconnect())

async function untilReady(): Promise<void> {
  await vi.waitUntil(() => redis.status === 'ready', { timeout: 10_000 })
}
await untilReady()

/** Every cache gets a database of its own, unless it is to share one. */
function open(options: Partial<RedisCacheOptions> = {}): RedisCache {
  return new RedisCache({ redis, database: randomUUID(), ...options })
}

const real = { pass: (milliseconds: number) => sleep(milliseconds) }
describeCache('in Redis', () => Promise.resolve({ cache: open(), ...real }))
// Without anything near at hand every get is Redis's own.
describeCache('in Redis alone', () => Promise.resolve({ cache: open({ nearMs: 1, bytesMax: 1 }), ...real }))

describe('while Redis is away', () => {
  describeCache('in Redis', async () => {
    await server.kill()
    await vi.waitUntil(() => redis.status !== 'ready')
    return { cache: open(), ...real }
  })
  afterAll(async () => {
    await server.start()
    await untilReady()
  })
})

describe('with Redis there', () => {
  afterEach(untilReady)

  test('processes share answers, databases do not', async () => {
    const database = randomUUID()
    const answer = { body: '[1]', madeAtMs: 5 }
    await open({ database }).set('a', answer, 60_000)
    expect(await open({ database }).get('a')).toEqual(answer)
    expect(await open().get('a')).toBeUndefined()
    expect(await redis.pttl(`millrace:${database}:cache:a`)).toBeGreaterThan(50_000)
  })

  test("another process's answer is kept near no longer than it was to be kept", async () => {
    const database = randomUUID()
    const theirs = open({ database })
    const ours = open({ database, nearMs: 60_000 })
    await theirs.set('a', { body: '1', madeAtMs: 1 }, 200)
    expect(await ours.get('a')).toMatchObject({ body: '1' })
    await sleep(250)
    expect(await ours.get('a')).toBeUndefined()
  })

  test("another process's newer answer is seen after a quarter of a second, an older one never", async () => {
    let nowMs = Date.now()
    const shared = { database: randomUUID(), nowMs: () => nowMs }
    const [ours, theirs] = [open(shared), open(shared)]
    await ours.set('a', { body: 'old', madeAtMs: 10 }, 60_000)
    await theirs.set('a', { body: 'new', madeAtMs: 11 }, 60_000)
    nowMs += 240
    expect(await ours.get('a')).toMatchObject({ body: 'old' })
    nowMs += 20
    expect(await ours.get('a')).toMatchObject({ body: 'new' })
    await theirs.set('a', { body: 'older', madeAtMs: 9 }, 60_000)
    nowMs += 300
    expect(await ours.get('a')).toMatchObject({ body: 'new' })
  })

  test('readers at the same time, and soon after, cost Redis one question', async () => {
    const database = randomUUID()
    await open({ database }).set('a', { body: '1', madeAtMs: 1 }, 60_000)
    const cache = open({ database, nearMs: 10_000 })
    const before = await questions()
    await Promise.all(Array.from({ length: 100 }, () => cache.get('a')))
    for (let reader = 0; reader < 100; reader++) await cache.get('a')
    expect((await questions()) - before).toBe(1)
  })

  test.each([
    ['garbage', (name: string) => redis.set(name, 'millrace9 garbage')],
    ['a list', (name: string) => redis.rpush(name, 'a', 'b')],
    ['bytes', (name: string) => redis.set(name, Buffer.from([0xff, 0xfe, 0x00]))],
  ])('%s under the key is a miss, and makes room for an answer', async (_, put) => {
    const database = randomUUID()
    await put(`millrace:${database}:cache:a`)
    expect(await open({ database }).get('a')).toBeUndefined()
    const answer = { body: '[]', madeAtMs: 1 }
    await open({ database }).set('a', answer, 60_000)
    expect(await open({ database }).get('a')).toEqual(answer)
  })

  test('it goes on with what it has while Redis is paused: only the first wait, half a second', async () => {
    const cache = open({ nearMs: 1 })
    await cache.set('a', { body: '1', madeAtMs: 1 }, 60_000)
    await sleep(5)
    server.pause()
    const waitsMs: number[] = []
    for (let read = 0; read < 100; read++) {
      const startedAtMs = performance.now()
      expect(await cache.get('a')).toEqual({ body: '1', madeAtMs: 1 })
      await cache.set('b', { body: String(read), madeAtMs: read }, 60_000)
      expect(await cache.get('b')).toMatchObject({ madeAtMs: read })
      waitsMs.push(performance.now() - startedAtMs)
      await sleep(10)
    }
    server.resume()
    // Each would wait, if the connection were not given up; two more may be this machine's doing.
    expect(waitsMs.filter((waitMs) => waitMs > 400).length).toBeLessThanOrEqual(3)
  })

  test('it is killed in between and comes back empty: what is in memory counts until then and after', async () => {
    const database = randomUUID()
    const cache = open({ database, nearMs: 1 })
    await cache.set('a', { body: '1', madeAtMs: 1 }, 60_000)
    const killing = server.kill()
    for (let read = 0; read < 20; read++) expect(await cache.get('a')).toMatchObject({ body: '1' })
    await killing
    await cache.set('b', { body: '2', madeAtMs: 2 }, 60_000)
    await server.start()
    await untilReady()
    expect(await cache.get('a')).toMatchObject({ body: '1' })
    expect(await cache.get('b')).toMatchObject({ body: '2' })
    await cache.set('c', { body: '3', madeAtMs: 3 }, 60_000)
    expect(await open({ database }).get('c')).toMatchObject({ body: '3' })
  })
})

async function questions(): Promise<number> {
  return Number(/cmdstat_get:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1] ?? 0)
}
