import { expect, test } from 'vitest'
import type { ApiServerOptions } from '../api-server.ts'
import { exchangeRaw, parseAnswer } from '../testing/raw-http.ts'
import { testServer } from '../testing/test-server.ts'

const sum = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  let bytes = 0
  for await (const piece of body) bytes += piece.byteLength
  return String(bytes)
}

/** Statuses of all answers on one connection. */
async function statuses(headers: string, after: string, method = 'POST', options: Partial<ApiServerOptions> = {}) {
  const read = (request: { body: AsyncIterable<Uint8Array> }) =>
    sum(request.body).then((body) => ({ status: 200, headers: {}, body }))
  const server = await testServer({}, { ...options, routes: new Map([['/', { GET: read, POST: read }]]) })
  const said = await exchangeRaw(server.port, `${method} / HTTP/1.1\r\n${headers}\r\n${after}`, { quietMs: 400 })
  await server.close({ graceMs: 0 })
  return { all: [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)), said }
}

const next = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'

test.each([
  ['two lengths that agree', 'Host: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n', `hello${next}`],
  ['two lengths that do not', 'Host: x\r\nContent-Length: 50\r\nContent-Length: 5\r\n', `hello${next}`],
  ['an empty length', 'Host: x\r\nContent-Length:\r\n', next],
  ['a length with a sign', 'Host: x\r\nContent-Length: +5\r\n', `hello${next}`],
  ['a length below nothing', 'Host: x\r\nContent-Length: -5\r\n', `hello${next}`],
  ['a length in hex', 'Host: x\r\nContent-Length: 0x5\r\n', `hello${next}`],
  ['a length beyond any', 'Host: x\r\nContent-Length: 99999999999999999999\r\n', next],
  ['length and chunks', 'Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${next}`],
  ['a coding beside chunks', 'Host: x\r\nTransfer-Encoding: gzip, chunked\r\n', `0\r\n\r\n${next}`],
  ['a coding like chunks', 'Host: x\r\nTransfer-Encoding: xchunked\r\n', `0\r\n\r\n${next}`],
  ['chunks twice', 'Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', `0\r\n\r\n${next}`],
  ['two hosts', 'Host: x\r\nHost: y\r\n', next],
])('%s: refused, and nothing after it is taken for a request', async (_, headers, after) => {
  for (const method of ['POST', 'GET']) {
    const { all, said } = await statuses(headers, after, method)
    expect([method, all.filter((status) => status !== 400)]).toEqual([method, []])
    expect(said).not.toContain('smuggled')
  }
})

test('what it refuses itself says why, and closes', async () => {
  const { said } = await statuses('Host: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n', '', 'GET')
  const answer = parseAnswer(said)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  expect(answer.headers.get('connection')).toBe('close')
  expect(answer.body).toContain('Content-Length is not one number')
})

test('one length and whole chunks are bodies, and the next request is one', async () => {
  const then = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  expect((await statuses('Host: x\r\nContent-Length: 0\r\n', then)).all).toEqual([200, 200])
  const chunked = 'Host: x\r\nTransfer-Encoding: Chunked\r\n'
  expect((await statuses(chunked, '5\r\nhello\r\n0\r\n\r\n')).said).toMatch(/\r\n\r\n5$/)
})

test.each(['5;a=b', '-5', '0x5', '+5', '5 5', 'FFFFFFFFFFFFFFFFF', '5;a\nx'])(
  'a chunk of %j bytes ends the connection',
  async (size) => {
    const { all } = await statuses('Host: x\r\nTransfer-Encoding: chunked\r\n', `${size}\r\nhello\r\n0\r\n\r\n${next}`)
    expect(all.filter((status) => status !== 400)).toEqual([])
  },
)

test('a name that is not its own is refused, on a connection that goes on', async () => {
  const { said } = await statuses('Host: evil.example\r\n', '', 'GET', { hostNames: undefined })
  const answer = parseAnswer(said)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([421, 'application/problem+json'])
  expect(answer.body).toContain('evil.example; API_HOSTS lists')
  expect((await statuses('Host: localhost:1\r\n', '', 'GET', { hostNames: undefined })).all).toEqual([200])
})
