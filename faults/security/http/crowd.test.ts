// Many who want little: idle connections, headers and bodies that come a byte a second, a body that unpacks to a thousand times
// its size. Others are answered meanwhile, memory stays, and the slow ones are cut in bounded time.
import { connect, type Socket } from 'node:net'
import { createGzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { servedApi } from '../served-api.ts'

const idleCount = 1_000
const slowCount = 50
/** The API cuts at about 10 and 20 s; the machine may be busy. */
const cutMsMax = 60_000
const growthBytesMax = 160 * 1024 * 1024
const { url } = await testClickHouse()
const api = await servedApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: 'attacked_crowd' })

/** Sends `start`, then a byte a second. */
function slowClient(start: string): Socket {
  const socket = connect(api.port, '127.0.0.1')
  socket.on('error', () => undefined) // cut: that is what is waited for
  socket.resume()
  if (start !== '') {
    socket.write(start)
    const timer = setInterval(() => socket.write('a'), 1000)
    socket.on('close', () => clearInterval(timer))
  }
  onTestFinished(() => void socket.destroy())
  return socket
}

test('a thousand idle connections and a hundred slow ones', { timeout: 180_000 }, async () => {
  const rssBytes = await api.rssBytes()
  const clients = [
    ...Array.from({ length: idleCount }, () => slowClient('')),
    ...Array.from({ length: slowCount }, () => slowClient('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')),
    ...Array.from({ length: slowCount }, () =>
      slowClient('POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n'),
    ),
  ]
  await vi.waitUntil(() => clients.every(({ connecting }) => !connecting), { timeout: cutMsMax })
  for (let asked = 0; asked < 20; asked++) await api.expectSound()
  await vi.waitUntil(() => clients.every(({ closed }) => closed), { timeout: cutMsMax, interval: 200 })
  await api.expectSound()
  expect((await api.rssBytes()) - rssBytes).toBeLessThan(growthBytesMax)
})

test('a body that unpacks to 400 MiB is refused before it is unpacked', { timeout: 120_000 }, async () => {
  const rssBytes = await api.rssBytes()
  const piece = Buffer.alloc(1024 * 1024, 0x0a)
  const bomb = await buffer(Readable.from(Array.from({ length: 400 }, () => piece)).pipe(createGzip()))
  expect(bomb.byteLength).toBeLessThan(1024 * 1024)
  const answer = await fetch(`http://127.0.0.1:${api.port}/events`, {
    method: 'POST',
    body: new Uint8Array(bomb),
    headers: { 'Content-Encoding': 'gzip' },
  })
  expect([answer.status, problem.parse(await answer.json()).detail]).toEqual([
    400,
    expect.stringContaining('come out of the body'),
  ])
  await api.expectSound()
  expect((await api.rssBytes()) - rssBytes).toBeLessThan(growthBytesMax)
})
