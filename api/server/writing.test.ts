import { once } from 'node:events'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Handler } from './http.ts'
import { testServer } from './testing/test-server.ts'

const page = 'https://dashboard.example'
const write: Handler = ({ method }) => Promise.resolve({ status: 202, headers: {}, body: method })
const routes = new Map([['/events', { GET: write, POST: write }]])

test('a page elsewhere may not write, with or without a preflight; with a star it may read', async () => {
  const server = await testServer({}, { routes, corsOrigins: ['*', page] })
  const post = (origin: string) => fetch(`${server.url}/events`, { method: 'POST', headers: { Origin: origin } })
  expect((await post('https://evil.example')).status).toBe(403)
  expect((await post(page)).status).toBe(202)
  expect(await (await fetch(`${server.url}/events`, { method: 'POST' })).text()).toBe('POST')
  const read = await fetch(`${server.url}/events`, { headers: { Origin: 'https://evil.example' } })
  expect(read.headers.get('access-control-allow-origin')).toBe('*')
  expect(read.headers.get('vary')).toBeNull()
  const preflight = async (origin: string) => {
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
    const answer = await fetch(`${server.url}/events`, { method: 'OPTIONS', headers })
    const listed = (name: string) => answer.headers.get(`access-control-allow-${name}`)?.split(', ')
    return { methods: listed('methods'), headers: listed('headers') }
  }
  expect((await preflight('https://evil.example')).methods).toEqual(['GET', 'HEAD', 'OPTIONS'])
  const allowed = await preflight(page)
  expect(allowed.methods).toEqual(['GET', 'HEAD', 'POST', 'OPTIONS'])
  for (const header of ['Authorization', 'Content-Type', 'Content-Encoding', 'Idempotency-Key'])
    expect(allowed.headers).toContain(header)
  await server.close({ graceMs: 0 })
})

test('a stream that cannot be sent is not left open', async () => {
  const body = new Readable({ read: () => undefined })
  const server = await testServer({ '/': () => Promise.resolve({ status: 200, headers: { 'X-Bad': '\n' }, body }) })
  expect((await fetch(server.url)).status).toBe(500)
  if (!body.closed) await once(body, 'close')
  expect(body.destroyed).toBe(true)
  await server.close({ graceMs: 0 })
})
