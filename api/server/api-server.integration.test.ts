import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { failureOf } from '@millrace/engine/testing/failure-of.ts'
import { expect, test, vi } from 'vitest'
import type { Answer, Handler } from './http.ts'
import { exchangeRaw } from './testing/raw-http.ts'
import { testServer } from './testing/test-server.ts'

const slow =
  (ms: number): Handler =>
  async () => {
    await delay(ms)
    return { status: 200, headers: {}, body: 'done' }
  }

test('a port that is taken names its holder', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const address = holder.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const failure = await failureOf(testServer({}, { port }))
  expect(failure.code).toBe('CONFIG')
  expect(failure.message).toMatch(
    new RegExp(
      `^API_PORT=${port} is not valid: the port is held by ".+" \\(process ${process.pid}\\); stop it or choose another API_PORT$`,
    ),
  )
  holder.close()
})

test('two servers do not share a port', async () => {
  const first = await testServer({})
  expect((await failureOf(testServer({}, { port: first.port }))).message).toContain('is held by')
  await first.close({ graceMs: 0 })
  const second = await testServer({}, { port: first.port })
  await second.close({ graceMs: 0 })
})

test('a host that is none is said', async () => {
  expect((await failureOf(testServer({}, { host: 'no-such-host.invalid' }))).message).toMatch(
    /^API_HOST=no-such-host\.invalid is not valid: no address/,
  )
  expect((await failureOf(testServer({}, { host: '203.0.113.1' }))).message).toMatch(
    /is not an address of this machine/,
  )
})

test('a port for root alone is said', () => {
  const script = `
    const { openApiServer } = await import('./api/server/api-server.ts')
    if (process.getuid() === 0) process.setuid(65534)
    await openApiServer({ host: '127.0.0.1', port: 81, routes: new Map(), live: { path: '/live' }, corsOrigins: [], log: console })`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect(stderr).toContain(
    'API_PORT=81 is not valid: the system keeps ports this low for root; choose one from 1024 up',
  )
})

test('listens on IPv6 and by name', async () => {
  for (const host of ['::1', 'localhost']) {
    const server = await testServer(
      { '/': ({ clientAddress }) => Promise.resolve({ status: 200, headers: {}, body: clientAddress }) },
      { host },
    )
    const url = `http://${host === '::1' ? '[::1]' : host}:${server.port}/`
    expect(await (await fetch(url)).text()).toMatch(/^(::1|127\.0\.0\.1)$/)
    await server.close({ graceMs: 0 })
  }
})

test('stops: takes no one new, finishes what is under way, is not held up by idle connections', async () => {
  const server = await testServer({ '/slow': slow(400), '/quick': slow(0) })
  const idle = connect(server.port, '127.0.0.1')
  await once(idle, 'connect')
  idle.write('GET /quick HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(idle, 'data')
  const underWay = fetch(`${server.url}/slow`)
  await delay(100)
  const startMs = performance.now()
  const closed = server.close({ graceMs: 5000 })
  await expect(fetch(`${server.url}/quick`)).rejects.toThrow()
  idle.write('GET /quick HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(String((await once(idle, 'data'))[0])).toMatch(/^HTTP\/1.1 503 [^]*Connection: close/)
  expect(await (await underWay).text()).toBe('done')
  await closed
  expect(performance.now() - startMs).toBeLessThan(3000)
})

test('waits for answers no longer than it was told', async () => {
  const server = await testServer({ '/slow': slow(3000) })
  const failed = expect(fetch(`${server.url}/slow`)).rejects.toThrow()
  await delay(50)
  const startMs = performance.now()
  await server.close({ graceMs: 100 })
  expect(performance.now() - startMs).toBeLessThan(2000)
  await failed
})

test('many clients that leave before their answers cost nothing but their requests', async () => {
  const afterItsClientLeft =
    (body: () => Answer['body']): Handler =>
    async ({ signal }) => {
      if (!signal.aborted) await once(signal, 'abort')
      return { status: 200, headers: {}, body: body() }
    }
  const server = await testServer({
    '/whole': afterItsClientLeft(() => 'x'),
    '/stream': afterItsClientLeft(() => Readable.from(['x'])),
  })
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const socket = connect(server.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(`GET /${index % 2 === 0 ? 'whole' : 'stream'} HTTP/1.1\r\nHost: x\r\n\r\n`)
      await delay(10)
      socket.destroy()
    }),
  )
  await vi.waitFor(() => expect(server.observed.filter(({ status }) => status === 499)).toHaveLength(200), 5000)
  expect(server.logged).toEqual([])
  await server.close({ graceMs: 0 })
})

test('a client that sends its header byte by byte, or nothing at all, is cut', async () => {
  const server = await testServer({ '/': slow(0) })
  const startMs = performance.now()
  const cutAfterMs = async (dribble: boolean) => {
    const socket = connect(server.port, '127.0.0.1')
    // A byte that was under way when the server cut the connection is answered with a reset: cut as well.
    socket.on('error', () => undefined)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const timer = setInterval(() => dribble && socket.write('a'), 200)
    socket.write(dribble ? 'GET / HTTP/1.1\r\nX-Slow: ' : '')
    socket.resume()
    await closed
    clearInterval(timer)
    return performance.now() - startMs
  }
  for (const ms of await Promise.all([cutAfterMs(true), cutAfterMs(false)])) {
    expect(ms).toBeGreaterThan(4000)
    expect(ms).toBeLessThan(20_000)
  }
  expect(await exchangeRaw(server.port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('200 OK')
  await server.close({ graceMs: 0 })
})
