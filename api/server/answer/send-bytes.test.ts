import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pausedSocket } from '../testing/raw-http.ts'
import { testServer, type TestServer } from '../testing/test-server.ts'

// Larger than what the kernel takes on both sides of a connection inside of one machine.
const body = Array.from({ length: 4_000_000 }, (_, index) => String(index).padStart(8)).join('')
let server: TestServer

beforeAll(async () => {
  server = await testServer({ '/huge': () => Promise.resolve({ status: 200, headers: {}, body }) })
})
afterAll(() => server.close({ graceMs: 0 }))

test('a body larger than the socket takes arrives whole, however slowly it is read', async () => {
  const socket = await pausedSocket(server.port, 'GET /huge HTTP/1.1\r\nHost: x\r\n\r\n')
  await delay(100)
  expect(server.observed).toEqual([])
  const pieces: Buffer[] = []
  let receivedBytes = 0
  socket.on('data', (bytes: Buffer) => {
    pieces.push(bytes)
    receivedBytes += bytes.byteLength
    if (pieces.length % 50 !== 0) return
    socket.pause()
    setTimeout(() => socket.resume(), 2)
  })
  socket.resume()
  await vi.waitFor(() => expect(receivedBytes).toBeGreaterThan(body.length), { timeout: 20_000 })
  const text = Buffer.concat(pieces).toString()
  expect(text.slice(text.indexOf('\r\n\r\n') + 4) === body).toBe(true)
  expect(text).toContain(`\r\nContent-Length: ${body.length}\r\n`)
  expect(server.observed).toMatchObject([{ status: 200, bytes: body.length }])
  socket.write('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n')
  const [next] = (await once(socket, 'data')) as [Buffer]
  expect(next.toString()).toContain('404')
  socket.destroy()
})
