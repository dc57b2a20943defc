import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bodyServer, sumOf, type BodyServer } from '../testing/body-server.ts'
import { exchangeRaw, parseAnswer } from '../testing/raw-http.ts'
import { ClientLeftError } from './client-left-error.ts'

let server: BodyServer
beforeAll(async () => {
  server = await bodyServer()
})
afterAll(() => server.close({ graceMs: 0 }))

const head = (path: string, headers: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`
const next = 'GET /sum HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const raw = async (text: string, then?: string) =>
  parseAnswer(await exchangeRaw(server.port, text, then === undefined ? {} : { then }))
const bytes = Uint8Array.from({ length: 10_000_000 }, (_, index) => (index * 7 + (index >> 8)) % 256)

test.each([0, 1, 1000, 65_536, 600_000, 10_000_000])('a body of %d bytes comes whole and in order', async (size) => {
  const body = bytes.subarray(0, size)
  const answer = await fetch(`${server.url}/sum`, { method: 'POST', body })
  expect(await answer.text()).toBe(sumOf(body))
})

test('a chunked body comes whole and in order', async () => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let from = 0; from < bytes.byteLength; from += 77_777) controller.enqueue(bytes.slice(from, from + 77_777))
      controller.close()
    },
  })
  const answer = await fetch(`${server.url}/sum`, { method: 'POST', body: stream, duplex: 'half' })
  expect(await answer.text()).toBe(sumOf(bytes))
})

test.each([
  ['with its head', head('/sum', 'Content-Length: 5\r\n') + 'hello'],
  ['in chunks', head('/sum', 'Transfer-Encoding: chunked\r\n') + '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'],
])('however it is cut on its way: a body that comes %s, byte by byte', async (_how, text) => {
  expect((await raw(text)).body).toBe(sumOf(Buffer.from('hello')))
  const socket = connect(server.port, '127.0.0.1').setNoDelay(true)
  await once(socket, 'connect')
  // Not the request line, of which uWebSockets.js refuses some pieces (505).
  const lineEnd = text.indexOf('\n') + 1
  socket.write(text.slice(0, lineEnd))
  for (const char of text.slice(lineEnd)) {
    await delay(2)
    socket.write(char)
  }
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(parseAnswer(answer.toString('latin1')).body).toBe(sumOf(Buffer.from('hello')))
  socket.write(next)
  expect(String((await once(socket, 'data'))[0])).toContain('200 OK')
  socket.destroy()
})

test('no body is an empty one, also when its head comes in pieces, and for GET and HEAD', async () => {
  const none = sumOf(new Uint8Array())
  expect((await raw(head('/sum', ''))).body).toBe(none)
  const socket = connect(server.port, '127.0.0.1').setNoDelay(true)
  const text = head('/sum', 'Content-Length: 0\r\n')
  socket.write(text.slice(0, 20))
  await delay(20)
  socket.write(text.slice(20))
  expect(parseAnswer(String((await once(socket, 'data'))[0])).body).toBe(none)
  socket.destroy()
  expect(await (await fetch(`${server.url}/sum`)).text()).toBe(none)
  expect((await fetch(`${server.url}/sum`, { method: 'HEAD' })).status).toBe(200)
  expect((await raw(head('/sum', 'Transfer-Encoding: chunked\r\n') + '0\r\n\r\n')).body).toBe(none)
})

test('a body that is too large by its length is refused before it is sent', async () => {
  const answer = await raw(head('/small', 'Content-Length: 100001\r\n'))
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
  const { detail } = problem.parse(JSON.parse(answer.body))
  expect(detail).toContain('may have 100000 bytes here, and Content-Length is 100001')
  expect((await fetch(`${server.url}/small`, { method: 'POST', body: bytes.subarray(0, 100_000) })).status).toBe(200)
})

test('a chunked body that becomes too large is refused while it comes', async () => {
  const chunks = (count: number) => `186A0\r\n${'x'.repeat(100_000)}\r\n`.repeat(count)
  const start = head('/small', 'Transfer-Encoding: chunked\r\n')
  const answer = await raw(`${start}${chunks(1)}1\r\nx\r\n0\r\n\r\n`, next)
  expect(answer.status).toBe(413)
  expect(answer.body).toContain('may have 100000 bytes here, and 100001 and more came')
  // The whole of it was passed over, so the connection is good for the next.
  expect(answer.body).toContain('HTTP/1.1 200 OK')
  expect((await raw(`${start}${chunks(1)}0\r\n\r\n`)).status).toBe(200)
})

test.each(['Content-Length: 1000000\r\n', 'Transfer-Encoding: chunked\r\n'])(
  'a client that leaves in the middle ends the reading (%s)',
  async (length) => {
    server.failures.length = server.abortedSignals.length = server.observed.length = 0
    const socket = connect(server.port, '127.0.0.1')
    socket.write(head('/sum', length) + (length.startsWith('T') ? '5\r\nhello' : 'hello'))
    await delay(50)
    socket.destroy()
    await vi.waitFor(() => expect(server.failures).toHaveLength(1))
    expect(server.failures[0]).toBeInstanceOf(ClientLeftError)
    expect(server.abortedSignals).toEqual([true])
    await vi.waitFor(() => expect(server.observed).toMatchObject([{ route: '/sum', status: 499 }]))
    expect(server.logged).toEqual([])
  },
)

test.each([
  'Transfer-Encoding: gzip\r\n',
  'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n',
  'Content-Length: x\r\n',
  'Content-Length: -1\r\n',
  'Content-Length: 99999999999999999999999\r\n',
  'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
])('what is no body does no harm: %s', async (headers) => {
  await exchangeRaw(server.port, `${head('/sum', headers)}hello`, { quietMs: 50 })
  expect((await fetch(`${server.url}/sum`, { method: 'POST', body: 'hello' })).status).toBe(200)
})

test('other methods are told which there are', async () => {
  const answer = await raw('PUT /sum HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi')
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS'])
  const nowhere = await fetch(`${server.url}/nowhere`, { method: 'POST', body: bytes.subarray(0, 1_000_000) })
  expect(nowhere.status).toBe(404)
})
