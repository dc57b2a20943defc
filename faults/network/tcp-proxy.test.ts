import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { TcpProxy } from './tcp-proxy.ts'
import type { Toxic } from './toxic.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Line {
  readonly client: Socket
  /** What the server got, and what the client got back. */
  readonly atServer: () => number
  readonly atClient: () => number
  readonly proxy: TcpProxy
  readonly ended: Promise<'closed' | 'reset'>
}

/** A client and a server that sends back whatever comes, with the proxy between them. */
async function line(toxic?: Toxic): Promise<Line> {
  let atServer = 0
  let atClient = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (piece) => (atServer += piece.byteLength))
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await TcpProxy.open(() => (server.address() as AddressInfo).port)
  proxy.set(toxic)
  closers.push(
    () => proxy.close(),
    () => new Promise((resolve) => server.close(resolve)),
  )
  const client = connect(proxy.port, '127.0.0.1')
  client.on('data', (piece) => (atClient += piece.byteLength))
  let wasReset = false
  client.on('error', () => (wasReset = true))
  const ended = new Promise<'closed' | 'reset'>((resolve) =>
    client.once('close', () => resolve(wasReset ? 'reset' : 'closed')),
  )
  await once(client, 'connect')
  return { client, atServer: () => atServer, atClient: () => atClient, proxy, ended }
}

const megabyte = Buffer.alloc(1_000_000, 7)

test.each<Toxic | undefined>([
  undefined,
  { kind: 'latency', nextDelayMs: () => 5 },
  { kind: 'bandwidth', bytesPerSecond: 20_000_000 },
  { kind: 'slice', bytesPerPiece: 50_000, delayMs: 1 },
  { kind: 'slow-close', delayMs: 50 },
])('%j: all of it passes, both ways, and the end too', async (toxic) => {
  const { client, atServer, atClient, ended, proxy } = await line(toxic)
  client.end(megabyte)
  expect(await ended).toBe('closed')
  expect([atServer(), atClient()]).toEqual([megabyte.byteLength, megabyte.byteLength])
  expect(proxy.hitCount).toBe(toxic === undefined ? 0 : 1)
})

test('reset: after so many bytes, of which no more have passed', async () => {
  const { client, atServer, ended } = await line({ kind: 'reset', afterBytes: 300_000 })
  client.write(megabyte)
  expect(await ended).toBe('reset')
  expect(atServer()).toBeLessThanOrEqual(300_000)
})

test('reset before the answer: the server has it all, the client has nothing', async () => {
  const { client, atServer, atClient, ended } = await line({ kind: 'reset-before-answer' })
  client.write('done?')
  expect(await ended).toBe('reset')
  expect([atServer(), atClient()]).toEqual([5, 0])
})

test('limit: a proper end, in the middle', async () => {
  const { client, atServer, ended } = await line({ kind: 'limit-data', bytes: 300_000 })
  client.write(megabyte)
  expect(await ended).toBe('closed')
  expect(atServer()).toBe(300_000)
})

test.each<Toxic>([{ kind: 'hang' }, { kind: 'half-open' }])(
  '%j: nothing comes, nothing ends, until it is taken away: then it is reset',
  async (toxic) => {
    const { client, atClient, ended, proxy } = await line(toxic)
    client.write('is anybody there?')
    const first = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200, 'silence'))])
    expect([first, atClient()]).toEqual(['silence', 0])
    proxy.set(undefined)
    expect(await ended).toBe('reset')
  },
)
