import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Handler } from '../http.ts'
import { exchangeRaw, parseAnswer, pausedSocket } from '../testing/raw-http.ts'
import { testServer, type TestServer } from '../testing/test-server.ts'

const ndjson = { 'Content-Type': 'application/x-ndjson' }
const answering =
  (body: () => Readable): Handler =>
  () =>
    Promise.resolve({ status: 200, headers: ndjson, body: body() })

const block = randomBytes(1024 * 1024)
let endless: Readable
let endlessBytes = 0
/** How much a client's socket takes that does not read. */
const filling = { givenBytes: 0, readAtMs: Number.POSITIVE_INFINITY }
let server: TestServer

beforeAll(async () => {
  server = await testServer({
    '/lines': answering(() => Readable.from(['{"a":1}\n', '', '{"a":2}\n'])),
    '/empty': answering(() => Readable.from([])),
    '/large': answering(() => Readable.from(Array.from({ length: 64 }, () => block))),
    '/tiny-chunks': answering(() => Readable.from(Array.from({ length: 20_000 }, (_, index) => `${index}\n`))),
    '/fails-first': answering(
      () =>
        new Readable({
          read() {
            this.destroy(new Error('no first chunk'))
          },
        }),
    ),
    '/fails-later': answering(() =>
      Readable.from(
        (async function* () {
          yield 'first\n'
          await delay(20)
          throw new Error('no second chunk')
        })(),
      ),
    ),
    '/endless': answering(() => {
      endlessBytes = 0
      return (endless = new Readable({
        read() {
          endlessBytes += block.byteLength
          this.push(block)
        },
      }))
    }),
    '/full': answering(
      () =>
        new Readable({
          read() {
            filling.readAtMs = performance.now()
            filling.givenBytes += 16_384
            this.push(block.subarray(0, 16_384))
          },
        }),
    ),
    '/no-more': ({ queryString }) => {
      const body = new Readable({ read: () => undefined })
      body.push(Buffer.alloc(Number(queryString)))
      return Promise.resolve({ status: 200, headers: ndjson, body })
    },
    '/trickle': answering(() =>
      Readable.from(
        (async function* () {
          for (let index = 0; index < 3; index++) {
            yield block.subarray(0, 300_000)
            await delay(30)
          }
        })(),
      ),
    ),
  })
})
afterAll(() => server.close({ graceMs: 0 }))

test('sends what the stream gives, chunked', async () => {
  const answer = parseAnswer(
    await exchangeRaw(server.port, 'GET /lines HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
  )
  expect(answer.headers.get('transfer-encoding')).toBe('chunked')
  expect(answer.body).toBe('\r\n8\r\n{"a":1}\n\r\n8\r\n{"a":2}\n\r\n0\r\n\r\n'.slice(2))
  expect(await (await fetch(`${server.url}/empty`)).text()).toBe('')
  const head = await fetch(`${server.url}/lines`, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, null])
})

test('compresses a stream for who wants it', async () => {
  const answer = await fetch(`${server.url}/tiny-chunks`, { headers: { 'Accept-Encoding': 'gzip' } })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect((await answer.text()).split('\n')).toHaveLength(20_001)
  expect(server.observed.at(-1)?.bytes).toBeLessThan(60_000)
})

test.each(['/large', '/trickle', '/tiny-chunks'])(
  'a client that pauses and reads slowly gets all of %s, unharmed',
  async (path) => {
    const whole = new Uint8Array(
      await (await fetch(server.url + path, { headers: { 'Accept-Encoding': 'identity' } })).arrayBuffer(),
    )
    const answer = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'identity' } })
    const hash = createHash('sha1')
    let pauses = 0
    const body: AsyncIterable<Uint8Array> | null = answer.body
    for await (const chunk of body ?? []) {
      hash.update(chunk)
      if (pauses++ < 20) await delay(5)
    }
    expect(hash.digest('hex')).toBe(createHash('sha1').update(whole).digest('hex'))
    expect(whole.byteLength).toBe(
      { '/large': 64 * block.byteLength, '/trickle': 900_000, '/tiny-chunks': 108_890 }[path],
    )
  },
)

test('what the socket did not take goes out when it can, also when no more is coming', async () => {
  const full = await pausedSocket(server.port, 'GET /full HTTP/1.1\r\nHost: x\r\n\r\n')
  await vi.waitFor(() => expect(performance.now() - filling.readAtMs).toBeGreaterThan(300))
  full.destroy()
  // Around the size that fills a socket, one of these ends with a piece that does not fit.
  const sizes = Array.from({ length: 40 }, (_, index) => filling.givenBytes + (index - 30) * 16_384)
  await Promise.all(
    sizes.map(async (size) => {
      const socket = await pausedSocket(server.port, `GET /no-more?${size} HTTP/1.1\r\nHost: x\r\n\r\n`)
      await delay(300)
      let receivedBytes = 0
      socket.on('data', (bytes: Buffer) => (receivedBytes += bytes.byteLength)).resume()
      await vi.waitFor(() => expect(receivedBytes).toBeGreaterThan(size), 5000)
      socket.destroy()
    }),
  )
})

test('an error before the first chunk is a 500; a later one cuts the connection', async () => {
  expect((await fetch(`${server.url}/fails-first`)).status).toBe(500)
  const broken = await fetch(`${server.url}/fails-later`, { headers: { 'Accept-Encoding': 'identity' } })
  expect(broken.status).toBe(200)
  await expect(broken.text()).rejects.toThrow()
  expect(server.logged.map(({ err }) => String(err))).toEqual(['Error: no first chunk', 'Error: no second chunk'])
  await vi.waitFor(() => expect(server.observed.at(-1)).toMatchObject({ route: '/fails-later', status: 500 }))
})

test('a client that leaves ends its stream', async () => {
  const socket = await pausedSocket(server.port, 'GET /endless HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.once('data', () => socket.destroy()).resume()
  await vi.waitFor(() => expect(endless.destroyed).toBe(true))
  await vi.waitFor(() => expect(server.observed.at(-1)).toMatchObject({ route: '/endless', status: 499 }))
})

test('a client that does not read stops its stream, costs little memory, and is cut in the end', async () => {
  const before = process.memoryUsage().rss
  const socket = await pausedSocket(server.port, 'GET /endless HTTP/1.1\r\nHost: x\r\n\r\n')
  await vi.waitFor(() => expect(endlessBytes).toBeGreaterThan(0))
  await delay(300)
  const taken = endlessBytes
  await delay(500)
  expect(endlessBytes).toBe(taken)
  // What the kernel takes on both sides of a connection inside of one machine, and not much more.
  expect(taken).toBeLessThan(16 * 1024 * 1024)
  expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024)
  const startMs = performance.now()
  await vi.waitFor(() => expect(endless.destroyed).toBe(true), { timeout: 20_000 })
  expect(performance.now() - startMs).toBeGreaterThan(2000)
  socket.destroy()
  if (!socket.closed) await once(socket, 'close')
})
