import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Handler } from './http.ts'
import { headerBytesMax } from './uws/header-bytes-max.ts'
import { exchangeRaw, parseAnswer } from './testing/raw-http.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

const json =
  (value: unknown, headers: Record<string, string> = {}): Handler =>
  () =>
    Promise.resolve({
      status: 200,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(value),
    })

const rows = Array.from({ length: 500 }, (_, index) => ({ index, name: `row number ${index}` }))
let server: TestServer

beforeAll(async () => {
  server = await testServer(
    {
      '/small': json({ small: true }),
      '/large': json(rows),
      '/echo': ({ queryString, header, clientAddress, requestId }) =>
        json({ queryString, agent: header('x-agent'), clientAddress, requestId })({} as never),
      '/broken': () => Promise.reject(new Error('secret words')),
      '/known': () => Promise.reject(new RangeError('known')),
      '/wrong-header': json({}, { 'X-Wrong': 'a\r\nSet-Cookie: b' }),
      '/limited': json({}),
    },
    {
      before: ({ path }) =>
        Promise.resolve({
          headers: { RateLimit: '"poll";r=1' },
          ...(path === '/limited' && { answer: { status: 429, headers: { 'Retry-After': '3' }, body: '' } }),
        }),
      answerFor: (error) =>
        error instanceof RangeError ? { status: 400, headers: {}, body: error.message } : undefined,
    },
  )
})
afterAll(() => server.close({ graceMs: 0 }))

const raw = async (text: string) =>
  parseAnswer(await exchangeRaw(server.port, text.replace('Host: x', 'Host: x\r\nConnection: close')))
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })

test('carries a request to its route and the answer back', async () => {
  const answer = await get('/echo?a=1&b=%00%FF', { 'X-Agent': 'me', 'X-Request-Id': 'abc.1-2_3' })
  expect(await answer.json()).toEqual({
    queryString: 'a=1&b=%00%FF',
    agent: 'me',
    clientAddress: '127.0.0.1',
    requestId: 'abc.1-2_3',
  })
  expect(answer.headers.get('x-request-id')).toBe('abc.1-2_3')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('ratelimit')).toBe('"poll";r=1')
  expect(answer.headers.get('uwebsockets')).toBeNull()
})

test('makes a request id of its own for one that it cannot use', async () => {
  for (const id of ['a b', 'ä', 'x'.repeat(65), '']) {
    const { headers } = await raw(`GET /small HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${id}\r\n\r\n`)
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  }
})

test('404 names what was asked and what there is', async () => {
  const answer = await get('/nothing')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const { detail, request_id, type } = problem.parse(await answer.json())
  expect(detail).toContain('/nothing')
  expect(detail).toContain('/broken, /echo, /known, /large')
  expect(request_id).toBe(answer.headers.get('x-request-id'))
  expect(type).toBe('about:blank')
})

test.each(['PUT', 'DELETE', 'POST', 'TRACE', 'BREW', 'get'])('405 for %s says what is allowed', async (method) => {
  const answer = await raw(`${method} /small HTTP/1.1\r\nHost: x\r\n\r\n`)
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(problem.parse(JSON.parse(answer.body)).detail).toContain(method)
})

test('HEAD is GET without its body, its length and its tag the same', async () => {
  const got = await raw('GET /large HTTP/1.1\r\nHost: x\r\n\r\n')
  const head = await raw('HEAD /large HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(head.status).toBe(200)
  expect(head.body).toBe('')
  for (const name of ['content-length', 'content-type', 'etag'])
    expect(head.headers.get(name)).toBe(got.headers.get(name))
  expect(Number(head.headers.get('content-length'))).toBe(got.body.length)
})

test('after HEAD, 204 and 304 the connection serves the next request', async () => {
  for (const [first, more] of [
    ['HEAD', ''],
    ['OPTIONS', ''],
    ['GET', 'If-None-Match: *\r\n'],
  ] as const) {
    const text = `${first} /large HTTP/1.1\r\nHost: x\r\n${more}\r\n`
    const both = await exchangeRaw(server.port, text, {
      then: 'GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    })
    expect(both).toMatch(/^HTTP\/1.1 (200|204|304) [^]*\r\n\r\nHTTP\/1.1 200 OK[^]*{"small":true}$/)
  }
})

test('an unknown error is a 500 without its words, logged with the request id', async () => {
  const answer = await get('/broken')
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toContain('secret')
  expect(server.logged).toContainEqual(
    expect.objectContaining({ requestId: problem.parse(JSON.parse(text)).request_id, err: new Error('secret words') }),
  )
})

test('a known error is answered as the hook says; what goes before may answer itself', async () => {
  const known = await get('/known')
  expect([known.status, await known.text()]).toEqual([400, 'known'])
  const limited = await get('/limited')
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
})

test('a header that would not stay on its line is refused', async () => {
  const { status, headers } = await raw('GET /wrong-header HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(status).toBe(500)
  expect(headers.get('set-cookie')).toBeUndefined()
})

test('has limits for what is sent to it', async () => {
  const long = (chars: number) => raw(`GET /small?${'a'.repeat(chars)} HTTP/1.1\r\nHost: x\r\n\r\n`)
  expect((await long(16_000)).status).toBe(200)
  expect((await long(17_000)).status).toBe(414)
  expect((await long(headerBytesMax)).status).toBe(431)
  const body = await exchangeRaw(
    server.port,
    `GET /small HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n${'b'.repeat(99_999)}`,
  )
  expect(parseAnswer(body).status).toBe(413)
  const short = await exchangeRaw(
    server.port,
    'GET /small HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhiGET /small HTTP/1.1\r\nHost: x\r\n\r\n',
  )
  expect(short).toMatch(/200 OK/)
})

test('stays up whatever is sent to it', async () => {
  const requests = [
    'GET /%',
    'GET /%00%ff%C0%80',
    'GET /\xff\xfe?\xff',
    'GET /small?%',
    'GET /small?=&&&==%GG',
    'GET //',
    'GET /../..',
    'OPTIONS *',
    'GET http://x/small',
    '\0\0\0',
    'GET /\x01',
  ]
  for (const request of requests)
    await exchangeRaw(server.port, `${request} HTTP/1.1\r\nHost: x\r\n\r\n`, { quietMs: 50 })
  expect((await get('/small')).status).toBe(200)
})

test('is observed by route', async () => {
  server.observed.length = 0
  const size = (await (await get('/small')).text()).length
  await get('/nothing/here')
  expect(server.observed).toMatchObject([
    { method: 'GET', route: '/small', status: 200, bytes: size },
    { method: 'GET', route: undefined, status: 404 },
  ])
  expect(server.observed[0]?.seconds).toBeLessThan(1)
})
