import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { expect, test, vi } from 'vitest'
import { exchangeRaw, parseAnswer } from '../server/testing/raw-http.ts'
import { RawWebSocket } from '../server/testing/raw-web-socket.ts'
import { liveServer, page } from './testing/live-server.ts'

const upgrade = (extra: string, path = '/live') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${extra}\r\n`
const shake = async (port: number, extra: string, path?: string) =>
  parseAnswer(await exchangeRaw(port, upgrade(extra, path), { quietMs: 60 }))

test('lets in its own pages and those that are listed, no others', async () => {
  const { server } = await liveServer()
  for (const origin of [page, `http://127.0.0.1:${server.port}`, `http://localhost:${server.port}`]) {
    expect((await shake(server.port, `Origin: ${origin}\r\n`)).status).toBe(101)
  }
  expect((await shake(server.port, '')).status).toBe(101)
  for (const origin of ['https://evil.example', 'null', `http://evil.example:${server.port}`]) {
    const refused = await shake(server.port, `Origin: ${origin}\r\n`)
    expect(refused.status).toBe(403)
    expect(problem.parse(JSON.parse(refused.body)).detail).toContain(origin)
  }
  await server.close({ graceMs: 0 })
})

test('a plain request is told to upgrade; another path has no WebSocket', async () => {
  const { server } = await liveServer()
  const plain = parseAnswer(await exchangeRaw(server.port, 'GET /live HTTP/1.1\r\nHost: x\r\n\r\n', { quietMs: 60 }))
  expect([plain.status, plain.headers.get('upgrade'), plain.headers.get('connection')]).toEqual([
    426,
    'websocket',
    'Upgrade',
  ])
  problem.parse(JSON.parse(plain.body))
  expect((await shake(server.port, '', '/small')).status).toBe(200)
  expect((await shake(server.port, '', '/other')).status).toBe(404)
  const old = upgrade('').replace('Version: 13', 'Version: 8')
  expect(parseAnswer(await exchangeRaw(server.port, old, { quietMs: 60 })).headers.get('sec-websocket-version')).toBe(
    '13',
  )
  await server.close({ graceMs: 0 })
})

test('takes as many clients as it was told, and one more when one has left', async () => {
  const { hub, server } = await liveServer({ clientsMax: 2 })
  const first = new RawWebSocket(server.port)
  const second = new RawWebSocket(server.port)
  await vi.waitFor(() => expect([first.status, second.status]).toEqual([101, 101]))
  const refused = await shake(server.port, '')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  problem.parse(JSON.parse(refused.body))
  expect(server.observed.at(-1)).toMatchObject({ route: '/live', status: 503 })
  first.socket.destroy()
  await vi.waitFor(() => expect(hub.counts.clients).toBe(1))
  expect((await shake(server.port, '')).status).toBe(101)
  expect(hub.counts.clientsRefused).toBe(1)
  second.socket.destroy()
  await server.close({ graceMs: 0 })
})
