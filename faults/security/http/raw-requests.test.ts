// What HTTP clients never send: the API refuses it or hangs up, and goes on; nothing that follows on the connection is taken
// for a request. How requests are told from bodies: api/server/request/request-refusal.test.ts.
import { connect } from 'node:net'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, test } from 'vitest'
import { servedApi } from '../served-api.ts'

const { url } = await testClickHouse()
const api = await servedApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: 'attacked_raw' })
const host = 'Host: 127.0.0.1\r\n'
const tlsHello = Buffer.from(`1603010200010001fc0303${'aa'.repeat(64)}`, 'hex').toString('latin1')
/** uWebSockets.js waits so long for the rest of a request that it cannot read. */
const closedMsMax = 30_000

/** All that came until the API closed the connection, which it has to. */
function untilClosed(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(api.port, '127.0.0.1')
    const timer = setTimeout(() => reject(new Error('it was not closed')), closedMsMax)
    socket.on('data', (bytes) => (received += bytes.toString('latin1')))
    socket.on('error', () => undefined) // closed with bytes on it that nobody has read
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
    socket.write(text, 'latin1')
  })
}

test.concurrent.each([
  ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['HTTP/1.0', 'GET /healthz HTTP/1.0\r\n\r\n'],
  ['HTTP/2 from the start', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a proxy request', `GET http://evil.example/healthz HTTP/1.1\r\n${host}\r\n`],
  ['a tunnel', `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${host}\r\n`],
  ['a TLS hello', tlsHello],
  ['bytes', '\x00\x01\x02\xff\xfe\r\n\r\n'],
  ['a folded header', `GET /healthz HTTP/1.1\r\n${host}X-A: a\r\n b\r\n\r\n`],
  [
    'a folded coding',
    `POST /events HTTP/1.1\r\n${host}Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
  ],
  ['a space before a colon', `POST /events HTTP/1.1\r\n${host}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
  ['lines that end with LF alone', 'GET /healthz HTTP/1.1\nHost: 127.0.0.1\n\n'],
  ['a header that ends with LF alone', `GET /healthz HTTP/1.1\r\n${host}X-A: a\nX-B: b\r\n\r\n`],
  ['a CR inside of a header', `GET /healthz HTTP/1.1\r\n${host}Origin: http://127.0.0.1\rX-B: b\r\n\r\n`],
  ['a NUL inside of a header', `GET /healthz HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`],
  ['a control character in the path', `GET /heal\x1b[31mthz HTTP/1.1\r\n${host}\r\n`],
  ['a space in the path', `GET /heal thz HTTP/1.1\r\n${host}\r\n`],
  ['120 headers', `GET /healthz HTTP/1.1\r\n${host}${'A: b\r\n'.repeat(120)}\r\n`],
  ['a header of 40 KB', `GET /healthz HTTP/1.1\r\n${host}X: ${'a'.repeat(40_000)}\r\n\r\n`],
  ['a URL of 40 KB', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n${host}\r\n`],
  ['a header without end', `GET /healthz HTTP/1.1\r\n${host}X: ${'a'.repeat(10_000)}`],
  [
    'two requests for a slow answer at once',
    `GET /readyz HTTP/1.1\r\n${host}\r\nGET /smuggled HTTP/1.1\r\n${host}\r\n`,
  ],
])('%s: refused or cut', { timeout: 60_000 }, async (_, text) => {
  const received = await untilClosed(text)
  expect(received).not.toMatch(/^HTTP\/1\.1 (2|3|5(?!05))/)
  expect(received).not.toContain('smuggled')
})

test('and the API is as it was', () => api.expectSound())

test('pipelined requests are answered in order', async () => {
  const received = await untilClosed(
    `GET /healthz HTTP/1.1\r\n${host}\r\nGET /nothing HTTP/1.1\r\n${host}\r\nGET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
  )
  expect([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200'])
})
