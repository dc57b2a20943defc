import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyServer, sumOf, type BodyServer } from '../testing/body-server.ts'
import { exchangeRaw, parseAnswer } from '../testing/raw-http.ts'

let server: BodyServer
beforeAll(async () => {
  server = await bodyServer()
})
afterAll(() => server.close({ graceMs: 0 }))

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: ${length}\r\n\r\n`

test('a client that waits is told to go on when its body is read, and gets one whole answer', async () => {
  const socket = connect(server.port, '127.0.0.1')
  const answerTo = async (sent: string) => {
    socket.write(sent)
    return String((await once(socket, 'data'))[0])
  }
  expect(await answerTo(head('/sum', 5))).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  const whole = await answerTo('hello')
  expect(whole).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  const { headers, body } = parseAnswer(whole)
  expect([headers.get('content-type'), headers.get('content-length')]).toEqual(['text/plain', '42'])
  expect(body).toBe(sumOf(Buffer.from('hello')))
  // The next one on the connection is an ordinary one again.
  expect(await answerTo('GET /sum HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 200 OK\r\nContent-Type/)
  socket.destroy()
})

test('what is refused is refused instead, at once', async () => {
  const startMs = performance.now()
  for (const [path, status] of [
    ['/refuse', 401],
    ['/small', 413],
    ['/nowhere', 404],
  ] as const) {
    const answer = parseAnswer(await exchangeRaw(server.port, head(path, 200_000)))
    expect([answer.status, answer.headers.get('connection')]).toEqual([status, 'close'])
  }
  expect(performance.now() - startMs).toBeLessThan(2000)
})

test('a client of Node.js goes on and gets its answer', async () => {
  const body = new Uint8Array(3_000_000)
  const headers = { Expect: '100-continue', 'Content-Length': body.byteLength }
  const sent = request(`${server.url}/sum`, { method: 'POST', headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => sent.on('response', resolve).on('error', reject))
  sent.flushHeaders()
  await once(sent, 'continue')
  sent.end(body)
  const answer = await answered
  expect(answer.statusCode).toBe(200)
  expect(await text(answer)).toBe(sumOf(body))
})
