import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { testRedis } from '../../testing/test-redis.ts'
import { describePipelineBus } from '../pipeline-bus.contract.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { testSnapshot } from '../testing/test-snapshot.ts'
import { redisBus } from './redis-bus.ts'

const soon = { timeout: 10_000 }
const server = await testRedis()
const { url } = server
const client = new Redis(url, { maxRetriesPerRequest: null })
client.on('error', () => undefined) // it is stopped in these tests
afterAll(() => client.disconnect())

async function keptMsMax(database: string): Promise<number> {
  const keys = await client.keys(`millrace:${database}:*`)
  const lifetimesMs = await Promise.all(keys.map((key) => client.pttl(key)))
  return Math.max(0, ...lifetimesMs.map((ms) => (ms === -1 ? Infinity : ms)))
}

describePipelineBus('through Redis', () => {
  const database = randomUUID()
  return Promise.resolve({ spec: { kind: 'redis', url, database }, keptMsMax: () => keptMsMax(database) })
})

describePipelineBus('through sockets and Redis', () => {
  const database = randomUUID()
  const spec = { kind: 'both', dataDir: inject('dataDir'), redisUrl: url, database } as const
  return Promise.resolve({ spec, keptMsMax: () => keptMsMax(database) })
})

describe('Redis', () => {
  let database: string
  let told: string[]
  let taken: PipelineSnapshot[]
  let closing: { close(): Promise<void> }[]
  const notify = (message: string): void => void told.push(message)
  const sequences = (): number[] => taken.map(({ sequence }) => sequence)
  beforeEach(() => {
    database = randomUUID()
    told = []
    taken = []
    closing = []
  })
  afterEach(() => Promise.all(closing.map((each) => each.close())))

  const publisher = async (database_ = database) => {
    const opened = await redisBus(url, database_, notify).publisher()
    closing.push(opened)
    return opened
  }
  const subscribe = async (): Promise<void> => {
    closing.push(await redisBus(url, database, notify).subscribe((snapshot) => taken.push(snapshot)))
  }

  test('pipelines of another database are not seen', async () => {
    await subscribe()
    const [other, own] = [await publisher('other'), await publisher()]
    other.publish(testSnapshot('a', 0))
    await other.close()
    own.publish(testSnapshot('a', 1))
    await expect.poll(sequences, soon).toEqual([1])
  })

  test('an id whose snapshot is no longer kept is forgotten', async () => {
    const opened = await publisher()
    opened.publish(testSnapshot('a', 0))
    await opened.close()
    await client.sadd(`millrace:${database}:pipeline-ids`, 'gone')
    await subscribe()
    await expect.poll(sequences, soon).toEqual([0])
    await expect.poll(() => client.smembers(`millrace:${database}:pipeline-ids`), soon).toEqual(['a'])
  })

  test('garbage is told once and disturbs nothing', async () => {
    await subscribe()
    for (const garbage of ['none', '{}']) await client.publish(`millrace:${database}:pipelines`, garbage)
    const opened = await publisher()
    opened.publish(testSnapshot('a', 0))
    await expect.poll(sequences, soon).toEqual([0])
    expect(told).toHaveLength(1)
  })

  test('what comes twice, or late, is left out', async () => {
    await subscribe()
    for (const sequence of [3, 3, 2, 4]) {
      await client.publish(`millrace:${database}:pipelines`, JSON.stringify(testSnapshot('a', sequence)))
    }
    await expect.poll(sequences, soon).toEqual([3, 4])
  })

  test('a subscriber that lost its connection learns the end of a pipeline that ended meanwhile', async () => {
    await subscribe()
    const opened = await publisher()
    opened.publish(testSnapshot('a', 0))
    await expect.poll(sequences, soon).toEqual([0])
    await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    opened.publish(testSnapshot('a', 1, { isFinal: true }))
    await opened.close()
    await expect.poll(sequences, soon).toEqual([0, 1])
  })

  test('a Redis that answers nothing is noticed though nobody publishes, given up, and found again', async () => {
    await subscribe()
    server.pause()
    try {
      await expect.poll(() => told.length, soon).toBe(1)
      const opened = await publisher()
      opened.publish(testSnapshot('a', 0))
      const atMs = performance.now()
      await opened.close()
      expect(performance.now() - atMs).toBeLessThan(1_000)
    } finally {
      server.resume()
    }
    const later = await publisher()
    later.publish(testSnapshot('a', 1))
    await expect.poll(sequences, soon).toContain(1)
  })

  test('a Redis that refuses to write fails no pipeline, and is told once', async () => {
    const opened = await publisher()
    await client.config('SET', 'maxmemory', '1')
    try {
      for (let sequence = 0; sequence < 20; sequence++) {
        opened.publish(testSnapshot('a', sequence))
        await sleep(20)
      }
      expect(told).toHaveLength(1)
      expect(told[0]).toMatch(/OOM/)
    } finally {
      await client.config('SET', 'maxmemory', '0')
    }
    await subscribe()
    opened.publish(testSnapshot('a', 20))
    await expect.poll(sequences, soon).toContain(20)
  })

  test('Redis goes and comes back: both ends find it again, and who published meanwhile is seen', async () => {
    await subscribe()
    const opened = await publisher()
    opened.publish(testSnapshot('a', 0))
    await expect.poll(sequences, soon).toEqual([0])
    await server.kill()
    await expect.poll(() => told.length, soon).toBe(2)
    for (let sequence = 1; sequence <= 5; sequence++) opened.publish(testSnapshot('a', sequence))
    await server.start()
    await expect.poll(() => taken.at(-1)?.sequence, soon).toBe(5)
    opened.publish(testSnapshot('a', 6))
    await expect.poll(() => taken.at(-1)?.sequence, soon).toBe(6)
  })

  test('while Redis is away, opening and closing take no more than a moment', async () => {
    await server.kill()
    const atMs = performance.now()
    const opened = await publisher()
    expect(performance.now() - atMs).toBeLessThan(100)
    opened.publish(testSnapshot('a', 0))
    await opened.close()
    expect(performance.now() - atMs).toBeLessThan(1_000)
    await subscribe()
    expect(performance.now() - atMs).toBeLessThan(3_000)
    await server.start()
    const later = await publisher()
    later.publish(testSnapshot('a', 1))
    await expect.poll(sequences, soon).toEqual([1])
  })
})
