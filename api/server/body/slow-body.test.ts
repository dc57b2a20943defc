import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bodyServer, type BodyServer } from '../testing/body-server.ts'
import { parseAnswer } from '../testing/raw-http.ts'
import { bytesPerSecondMin } from './body-pace.ts'

let server: BodyServer
beforeAll(async () => {
  server = await bodyServer()
})
afterAll(() => server.close({ graceMs: 0 }))

/** Sends so much, this often, until all is sent or the connection is closed. */
function dribble({ bytesPerSecond, size, path = '/sum' }: { bytesPerSecond: number; size: number; path?: string }) {
  const stepMs = 100
  const socket = connect(server.port, '127.0.0.1')
  const client = { received: '', closedAfterMs: 0, answeredAfterMs: 0, socket }
  const startMs = performance.now()
  let sentBytes = 0
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`)
  const timer = setInterval(() => {
    const dueBytes = Math.min(size, Math.floor((bytesPerSecond * (performance.now() - startMs)) / 1000))
    if (dueBytes > sentBytes) socket.write(new Uint8Array(dueBytes - sentBytes))
    sentBytes = dueBytes
    if (sentBytes === size) clearInterval(timer)
  }, stepMs)
  socket.on('data', (bytes) => {
    client.received += bytes.toString('latin1')
    client.answeredAfterMs ||= performance.now() - startMs
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(timer)
    client.closedAfterMs = performance.now() - startMs
  })
  return client
}

test.concurrent.each([0, bytesPerSecondMin / 2])(
  'a body that comes at %d bytes a second is refused with 408, and its connection ended',
  async (bytesPerSecond) => {
    const client = dribble({ bytesPerSecond, size: 1_000_000 })
    await vi.waitFor(() => expect(client.received).toContain('at least'), { timeout: 20_000, interval: 100 })
    const { status, headers, body } = parseAnswer(client.received)
    expect([status, headers.get('connection')]).toEqual([408, 'close'])
    expect(body).toContain('1024 bytes a second')
    expect(client.answeredAfterMs).toBeGreaterThan(9_000)
    expect(client.answeredAfterMs).toBeLessThan(13_000)
    await vi.waitFor(() => expect(client.closedAfterMs).toBeGreaterThan(0), { timeout: 20_000, interval: 100 })
  },
)

test.concurrent('one that comes at three times that, which uWebSockets.js would cut, is read to its end', async () => {
  const size = 26 * 3 * bytesPerSecondMin
  const client = dribble({ bytesPerSecond: 3 * bytesPerSecondMin, size })
  await vi.waitFor(() => expect(client.received).toContain(`\r\n\r\n${size} `), { timeout: 40_000, interval: 100 })
  expect(client.answeredAfterMs).toBeGreaterThan(20_000)
  client.socket.destroy()
})

test.concurrent('a fast client is not cut for the time in which the server does not read', async () => {
  const size = 40_000_000
  const client = dribble({ bytesPerSecond: size * 2, size, path: '/slow-reader' })
  const small = dribble({ bytesPerSecond: 1_000_000, size: 1000, path: '/slow-reader' })
  setTimeout(() => server.letRead(), 16_000)
  for (const { received } of [client, small]) expect(received).toBe('')
  await vi.waitFor(
    () => {
      expect(client.received).toContain(`\r\n\r\n${size} `)
      expect(small.received).toContain('\r\n\r\n1000 ')
    },
    { timeout: 40_000, interval: 100 },
  )
  expect(client.answeredAfterMs).toBeGreaterThan(15_000)
  client.socket.destroy()
  small.socket.destroy()
})
