import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bodyBytesMax, bodyServer, sumOf, type BodyServer } from '../testing/body-server.ts'
import { parseAnswer } from '../testing/raw-http.ts'
import { bufferedBytesMax } from './request-body.ts'

/** The bound, and what the kernel takes of a new connection (`net.ipv4.tcp_rmem`) on its way there. */
const heldBytesMax = bufferedBytesMax + 224 * 1024

let server: BodyServer
beforeEach(async () => {
  server = await bodyServer()
})
afterEach(() => server.close({ graceMs: 0 }))

function sending(body: Uint8Array) {
  const socket = connect(server.port, '127.0.0.1')
  socket.write(`POST /slow-reader HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.byteLength}\r\n\r\n`)
  socket.write(body)
  let received = ''
  socket.on('error', () => undefined) // it shows in the answer that does not come
  socket.on('data', (bytes) => (received += bytes.toString('latin1')))
  return { socket, answer: () => parseAnswer(received) }
}

/** Resolves when `value` has not changed for `quietMs`. */
async function settled(value: () => number, quietMs = 300): Promise<number> {
  let last = Number.NaN
  let sinceMs = 0
  await vi.waitFor(
    () => {
      if (value() !== last) [last, sinceMs] = [value(), performance.now()]
      expect(performance.now() - sinceMs).toBeGreaterThan(quietMs)
    },
    { timeout: 10_000, interval: 20 },
  )
  return last
}

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

/** In buffers that are still in use. */
function heldBytes(): number {
  if (typeof collectGarbage !== 'function') throw new Error('this Node.js does not let its memory be measured')
  Reflect.apply(collectGarbage, undefined, [])
  return process.memoryUsage().arrayBuffers
}

test('a client is held back while its body is not read, and goes on when it is', async () => {
  const body = randomBytes(60_000_000)
  const heldBefore = heldBytes()
  const { socket, answer } = sending(body)
  await vi.waitFor(() => expect(server.slowReaders()).toBe(1))
  expect((await settled(heldBytes)) - heldBefore).toBeLessThan(2 * heldBytesMax)
  expect(socket.writableLength).toBeGreaterThan(0)
  server.letRead()
  await vi.waitFor(() => expect(answer().body).toBe(sumOf(body)), 10_000)
  socket.destroy()
})

test('two hundred clients that send at once cost no more than the bound of each', async () => {
  const clientsCount = 200
  const body = randomBytes(1_000_000)
  const heldBefore = await settled(heldBytes) // what earlier tests held is free by then
  const clients = Array.from({ length: clientsCount }, () => sending(body))
  await vi.waitFor(() => expect(server.slowReaders()).toBe(clientsCount), 10_000)
  const heldOfClients = (await settled(heldBytes)) - heldBefore
  expect(heldOfClients).toBeLessThan(clientsCount * heldBytesMax)
  server.letRead()
  const sum = sumOf(body)
  for (const { socket, answer } of clients) {
    await vi.waitFor(() => expect(answer().body).toBe(sum), 10_000)
    socket.destroy()
  }
  expect(server.failures).toEqual([])
})

test('a client that leaves while it is held back is noticed when its body is read on', async () => {
  const { socket } = sending(new Uint8Array(20_000_000))
  await vi.waitFor(() => expect(server.slowReaders()).toBe(1))
  await settled(heldBytes)
  socket.destroy()
  if (!socket.closed) await once(socket, 'close')
  server.letRead()
  await vi.waitFor(() => expect(server.failures.map(String)).toEqual([expect.stringMatching(/^ClientLeftError/)]))
})

test('of a body that is too large, no more is taken in while its reader is busy, and it is refused', async () => {
  const { socket, answer } = sending(randomBytes(bodyBytesMax + 1))
  await vi.waitFor(() => expect(server.slowReaders()).toBe(1))
  await settled(() => socket.writableLength)
  expect(socket.writableLength).toBeGreaterThan(0)
  server.letRead()
  await vi.waitFor(() => expect(answer().status).toBe(413), 5000)
  expect(answer().headers.get('connection')).toBe('close')
  socket.destroy()
})
