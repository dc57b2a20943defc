// What a web page in a browser of this machine can do to an API that listens on loopback: nothing that it was not let.
import { hostileTexts } from './hostile-text.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { routes } from '@millrace/schemas/api/routes.ts'
import { describe, expect, test } from 'vitest'
import { httpAnswer, type HttpAnswer } from './http/http-answer.ts'
import { servedApi } from './served-api.ts'

const { url } = await testClickHouse()
const listed = 'https://dashboard.example'
const api = await servedApi({
  CLICKHOUSE_URL: url,
  CLICKHOUSE_DATABASE: 'attacked_pages',
  CORS_ORIGINS: listed,
  API_HOSTS: 'metrics.example',
})
const event = '{"event_type":"click","user_id":7}'
const foreign = [
  'https://evil.example',
  'null',
  `http://evil.example:${api.port}`,
  'http://localhost.evil.example',
  `${listed}.evil.example`,
]

function ask(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<HttpAnswer> {
  const all = {
    Host: `127.0.0.1:${api.port}`,
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': String(body.length) }),
  }
  const head = Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return httpAnswer(
    api.port,
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}Connection: close\r\n\r\n${body}`, 'latin1'),
  )
}

const upgrade = {
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

describe('by a name that it has rebound to this machine', () => {
  const host = `evil.example:${api.port}`
  test.each([...routes.map(({ path }) => path), '/', '/live', '/nothing'])('%s cannot be read', async (path) => {
    for (const Host of [host, 'evil.example', '127.0.0.1.evil.example', '']) {
      const { status, body } = await ask('GET', path, { Host })
      expect([Host, status]).toEqual([Host, 421])
      problem.parse(JSON.parse(String(body)))
    }
  })
  test('nothing can be written, nor watched', async () => {
    expect((await ask('POST', '/events', { Host: host, Origin: `http://${host}` }, event)).status).toBe(421)
    expect((await ask('POST', '/events', { Host: host }, event)).status).toBe(421)
    expect((await ask('GET', '/live', { Host: host, ...upgrade, Origin: `http://${host}` })).status).toBe(421)
  })
  test('names that were listed are answered to', async () => {
    for (const Host of ['metrics.example', 'metrics.example:443', 'localhost', '127.0.0.1', '[::1]:1']) {
      expect([Host, (await ask('GET', '/healthz', { Host })).status]).toEqual([Host, 200])
    }
  })
})

describe('from its own origin', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'])(
    'it cannot write, with no preflight as %s either',
    async (type) => {
      for (const Origin of foreign) {
        const { status } = await ask('POST', '/events', { Origin, 'Content-Type': type }, event)
        expect([Origin, status]).toEqual([Origin, 403])
      }
    },
  )
  test('it is not let read, nor asked for anything of its user', async () => {
    for (const Origin of foreign) {
      for (const method of ['GET', 'OPTIONS', 'HEAD']) {
        const { headers } = await ask(method, '/metrics', { Origin, 'Access-Control-Request-Method': 'POST' })
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
        expect(headers.get('vary')).toContain('Origin')
      }
    }
    const { headers } = await ask('GET', '/healthz', { Origin: listed })
    expect(headers.get('access-control-allow-origin')).toBe(listed)
    expect(headers.has('access-control-allow-credentials')).toBe(false)
  })
  test('it cannot watch', async () => {
    for (const Origin of foreign) expect((await ask('GET', '/live', { ...upgrade, Origin })).status).toBe(403)
  })
})

test('nothing that is asked gets out of its header or into another', async () => {
  for (const text of hostileTexts) {
    const value = text.replaceAll(/[^ -~]/g, '')
    const { headers } = await ask('GET', `/${encodeURIComponent(text.toWellFormed())}`, {
      'X-Request-Id': value,
      Origin: value,
    })
    expect(headers.has('set-cookie')).toBe(false)
    expect(headers.get('x-request-id')).toMatch(/^[\w.-]{1,64}$/)
  }
})
