import { createServer as createHttpServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../services/process/free-port.ts'
import { testRedis } from '../testing/test-redis.ts'
import { checkRedis } from './check-redis.ts'
import { openRedis } from './open-redis.ts'

const redis = await testRedis()
const locked = await testRedis('--requirepass', 'right-secret')

const opened: { connection: Redis; url: string; told: string[] }[] = []
afterEach(() => opened.splice(0).forEach(({ connection }) => connection.disconnect()))

function open(url: string): (typeof opened)[number] {
  const told: string[] = []
  const each = { connection: openRedis(url, (message) => told.push(message)), url, told }
  opened.push(each)
  return each
}

async function ready({ connection }: { connection: Redis }): Promise<void> {
  await expect.poll(() => connection.status, { timeout: 10_000 }).toBe('ready')
}

test('it is killed and comes back: told once each, and commands fail at once meanwhile', async () => {
  const { connection, url, told } = open(redis.url)
  await ready({ connection })
  const address = `Redis at 127.0.0.1:${redis.port}/0`
  const version: unknown = expect.stringMatching(/^\d+\./)
  expect(await checkRedis(connection, url)).toEqual({ description: address, version })
  expect(told).toEqual([])
  await redis.kill()
  await expect.poll(() => told).toEqual([expect.stringContaining(`${address} is away: `)])
  const startedAtMs = performance.now()
  for (let command = 0; command < 100; command++) await expect(connection.get('key')).rejects.toThrow()
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  await expect.poll(() => failure(checkRedis(connection, url))).toBe('nobody listens there (ECONNREFUSED)')
  await redis.start()
  await ready({ connection })
  expect(told.slice(1)).toEqual([`${address} is back`])
  expect(await connection.set('key', 'value')).toBe('OK')
})

test('a connection that the server closes is told too', async () => {
  const { connection, told } = open(redis.url)
  await ready({ connection })
  const other = open(redis.url)
  await ready(other)
  await other.connection.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
  await expect.poll(() => told.length).toBe(2)
  expect(told[0]).toContain('is away: the connection was lost')
  expect(told[1]).toContain('is back')
})

test('one that does not answer is given up after half a second, and then nobody waits', async () => {
  const { connection, url, told } = open(redis.url)
  await ready({ connection })
  redis.pause()
  onTestFinished(() => redis.resume())
  await expect(connection.get('key')).rejects.toThrow()
  const startedAtMs = performance.now()
  let commandCount = 0
  for (; performance.now() - startedAtMs < 1_500; commandCount++) {
    await expect(connection.get('key')).rejects.toThrow()
    await sleep(5)
  }
  expect(commandCount).toBeGreaterThan(20)
  expect(told).toEqual([expect.stringContaining('is away: it does not answer')])
  expect(await failure(checkRedis(connection, url))).toBe('it does not answer')
  redis.resume()
  await ready({ connection })
  expect(await connection.ping()).toBe('PONG')
})

test.each([
  [`redis://:wrong-secret@127.0.0.1:${locked.port}`, 'it refuses the user or the password of REDIS_URL'],
  [`redis://stranger:wrong-secret@127.0.0.1:${locked.port}/2`, 'it refuses the user or the password of REDIS_URL'],
  [locked.url, 'it asks for a password, and REDIS_URL has none'],
  [`redis://localhost:${await freePort()}`, 'nobody listens there (ECONNREFUSED)'],
  ['redis://no-such-host.invalid', expect.stringMatching(/no such host|cannot be looked up/)],
])('%s: says why', async (url, reason) => {
  const { connection, told } = open(url)
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1)
  expect(await failure(checkRedis(connection, url))).toEqual(reason)
  expect(told.join()).not.toContain('secret')
})

test('with the right password, and a database number', async () => {
  const each = open(`redis://:right-secret@127.0.0.1:${locked.port}/2`)
  await ready(each)
  expect(await each.connection.client('INFO')).toContain(' db=2 ')
  expect(each.told).toEqual([])
})

test('an error on the way has no password in any of its parts', async () => {
  const { connection } = open(`redis://:wrong-secret@127.0.0.1:${locked.port}`)
  const errors: unknown[] = []
  connection.on('error', (error) => errors.push(error))
  await expect.poll(() => errors.length).toBeGreaterThan(0)
  expect(errors.map((error) => JSON.stringify({ ...Object(error) }))).toEqual(errors.map(() => '{}'))
})

test('a server of another kind is called that', async () => {
  const http = createHttpServer().listen(0, '127.0.0.1')
  onTestFinished(() => void http.close())
  await expect.poll(() => http.listening).toBe(true)
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { told } = open(`redis://127.0.0.1:${port}`)
  await expect.poll(() => told.join()).toContain('what answers there is not Redis')
})

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  )
}
