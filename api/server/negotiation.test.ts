import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Handler } from './http.ts'
import { exchangeRaw, parseAnswer } from './testing/raw-http.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

const json =
  (value: unknown): Handler =>
  () =>
    Promise.resolve({ status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) })

const rows = Array.from({ length: 500 }, (_, index) => ({ index, name: `row number ${index}` }))
const page = 'https://dashboard.example'
let server: TestServer

beforeAll(async () => {
  server = await testServer({ '/small': json({ small: true }), '/large': json(rows) }, { corsOrigins: [page] })
})
afterAll(() => server.close({ graceMs: 0 }))

const raw = async (text: string) =>
  parseAnswer(await exchangeRaw(server.port, text.replace('Host: x', 'Host: x\r\nConnection: close')))
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })

test('compresses large JSON as the client asks, and says so', async () => {
  const asked = async (accept: string) => raw(`GET /large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accept}\r\n\r\n`)
  const plain = await asked('identity')
  expect(plain.headers.get('content-encoding')).toBeUndefined()
  expect(plain.headers.get('vary')).toBe('Origin, Accept-Encoding')
  const gzipped = await asked('gzip, br;q=0.1')
  expect(gzipped.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(Buffer.from(gzipped.body, 'latin1')).toString('latin1')).toBe(plain.body)
  expect(gzipped.headers.get('content-length')).toBe(String(gzipped.body.length))
  expect((await asked('gzip, br')).headers.get('content-encoding')).toBe('br')
  expect(await (await get('/large')).json()).toEqual(rows)
  const small = await raw('GET /small HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n')
  expect(small.headers.get('content-encoding')).toBeUndefined()
})

test('confirms a body that the client has', async () => {
  const etag = (await get('/small')).headers.get('etag') ?? ''
  expect(etag).toMatch(/^W\/"[\w-]+"$/)
  const again = await raw(`GET /small HTTP/1.1\r\nHost: x\r\nIf-None-Match: "other", ${etag}\r\n\r\n`)
  expect(again.status).toBe(304)
  expect(again.body).toBe('')
  expect(again.headers.get('etag')).toBe(etag)
  expect(again.headers.get('content-type')).toBeUndefined()
  expect((await get('/small', { 'If-None-Match': '"other"' })).status).toBe(200)
})

test('tells browsers who may read', async () => {
  const options = (origin: string, requested: string) =>
    raw(
      `OPTIONS /small HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nAccess-Control-Request-Method: ${requested}\r\n\r\n`,
    )
  const allowed = await options(page, 'GET')
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe(page)
  expect(allowed.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS')
  expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
  expect(allowed.headers.get('content-length')).toBeUndefined()
  expect(allowed.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  const foreign = await options('https://evil.example', 'GET')
  expect(foreign.status).toBe(204)
  expect([...foreign.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  const got = await get('/small', { Origin: `http://localhost:${server.port}` })
  expect(got.headers.get('access-control-allow-origin')).toBe(`http://localhost:${server.port}`)
  expect(got.headers.get('access-control-expose-headers')).toContain('X-Next-Cursor')
})
