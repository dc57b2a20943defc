import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bodyServer, type BodyServer } from '../testing/body-server.ts'
import { parseAnswer } from '../testing/raw-http.ts'
import { unreadBodyBytesMax } from './request-body.ts'

const run = promisify(execFile)
const tenMegabytes = 10_000_000
const tooMuchBytes = unreadBodyBytesMax + 30_000_000

let server: BodyServer
let dir: string
beforeAll(async () => {
  server = await bodyServer()
  dir = await mkdtemp(join(tmpdir(), 'millrace-body-'))
  for (const size of [tenMegabytes, tooMuchBytes]) await writeFile(join(dir, String(size)), new Uint8Array(size))
})
afterAll(async () => {
  await server.close({ graceMs: 0 })
  await rm(dir, { recursive: true })
})

const cases = ['/refuse', '/first-piece', '/small', '/nowhere'].flatMap((path) =>
  [tenMegabytes, tooMuchBytes].map((size) => ({ path, size })),
)
const statuses: Readonly<Record<string, number>> = {
  '/refuse': 401,
  '/first-piece': 429,
  '/small': 413,
  '/nowhere': 404,
}

async function curl(path: string, ...args: string[]): Promise<number> {
  const { stdout } = await run('curl', ['-sS', '-m', '20', '-o', '-', '-w', '%{http_code}', ...args, server.url + path])
  return Number(stdout.slice(-3))
}

test.each(cases)('curl gets the answer of $path that comes before its $size bytes are read', async ({ path, size }) => {
  const file = join(dir, String(size))
  expect(await curl(path, '--data-binary', `@${file}`)).toBe(statuses[path])
  expect(await curl(path, '--data-binary', `@${file}`, '-H', 'Expect:')).toBe(statuses[path])
  expect(await curl(path, '-X', 'POST', '-T', file, '-H', 'Expect:', '-H', 'Transfer-Encoding: chunked')).toBe(
    statuses[path],
  )
})

test.each(cases)(
  'fetch gets the answer of $path that comes before its $size bytes are read',
  async ({ path, size }) => {
    const answer = await fetch(server.url + path, { method: 'POST', body: new Uint8Array(size) })
    expect(answer.status).toBe(statuses[path])
    expect((await answer.text()).length).toBeGreaterThan(3)
  },
)

test('a client that reads only when it has sent everything gets it too, on a connection that ends with it', async () => {
  const file = join(dir, String(tenMegabytes))
  expect(await curl('/refuse', '--data-binary', `@${file}`, '-H', 'Expect:', '-H', 'Connection: close')).toBe(401)
})

test('after a body that was passed over, the connection serves the next request', async () => {
  const head = (path: string, size: number) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`
  const socket = connect(server.port, '127.0.0.1')
  let received = ''
  socket.on('data', (bytes) => (received += bytes.toString('latin1')))
  for (const path of ['/refuse', '/first-piece', '/small', '/sum']) {
    received = ''
    socket.write(head(path, tenMegabytes))
    socket.write(new Uint8Array(tenMegabytes))
    await vi.waitFor(() => expect(received).toContain('\r\n\r\n'), 5000)
    expect(parseAnswer(received).status).toBe(statuses[path] ?? 200)
    expect(parseAnswer(received).headers.get('connection')).toBeUndefined()
  }
  socket.destroy()
})

test('a connection with too much on it says that it ends, is not read from, and is ended', async () => {
  const socket = connect(server.port, '127.0.0.1')
  let received = ''
  let closedAtMs = 0
  socket.on('data', (bytes) => (received += bytes.toString('latin1')))
  socket.on('error', () => undefined)
  socket.on('close', () => (closedAtMs = performance.now()))
  const startMs = performance.now()
  socket.write(`POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 * tooMuchBytes}\r\n\r\n`)
  socket.write(new Uint8Array(2 * tooMuchBytes))
  await vi.waitFor(() => expect(received).toContain('not you'))
  expect(performance.now() - startMs).toBeLessThan(1500)
  expect(parseAnswer(received).headers.get('connection')).toBe('close')
  await vi.waitFor(() => expect(closedAtMs).toBeGreaterThan(0), 20_000)
  expect(closedAtMs - startMs).toBeGreaterThan(5000)
})

test('a client that does not send the rest is answered after two seconds', async () => {
  const socket = connect(server.port, '127.0.0.1')
  let received = ''
  socket.on('data', (bytes) => (received += bytes.toString('latin1')))
  const startMs = performance.now()
  socket.write('POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello')
  await vi.waitFor(() => expect(received).toContain('not you'), 5000)
  expect(performance.now() - startMs).toBeLessThan(3500)
  expect(parseAnswer(received).headers.get('connection')).toBe('close')
  socket.destroy()
})
