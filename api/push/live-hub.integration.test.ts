import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { closeFrame, RawWebSocket } from '../server/testing/raw-web-socket.ts'
import { counters, has, liveServer, watch } from './testing/live-server.ts'

test('says hello, and at once what the state is', async () => {
  const { server } = await liveServer({ intervalMs: 10_000 })
  const watcher = watch(server.port)
  await has(watcher, 3)
  expect(watcher.messages).toMatchObject([
    { type: 'hello', version: 1, dataset: 'page_events', intervalMs: 10_000, idleIntervalMs: 400 },
    { type: 'counters', rowsInserted: 0 },
    { type: 'metrics', unique_users: 7 },
  ])
  await server.close({ graceMs: 0 })
})

test('sends all the time while something runs, now and then while nothing does, and at once when it moves', async () => {
  const { source, hub, server } = await liveServer()
  const watcher = watch(server.port)
  await has(watcher, 3)
  source.isRunning = true
  await delay(500)
  const running = counters(watcher.messages)
  // 20 ticks, had the machine nothing else to do.
  expect(running.length).toBeGreaterThan(8)
  expect(running.length).toBeLessThan(25)
  const rows = running.map(({ rowsInserted }) => rowsInserted)
  expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
  source.rowsPerRead = 0
  await delay(200)
  expect(counters(watcher.messages).length - running.length).toBeGreaterThan(4)
  source.isRunning = false
  await delay(100)
  const stopped = watcher.messages.length
  expect(counters(watcher.messages).at(-1)).toMatchObject({ state: 'idle', rowsInserted: source.rowsInserted })
  await delay(200)
  expect(watcher.messages.length - stopped).toBeLessThan(3)
  source.rowsInserted += 5
  await vi.waitFor(() => expect(counters(watcher.messages).at(-1)?.rowsInserted).toBe(source.rowsInserted), {
    timeout: 150,
    interval: 5,
  })
  const idle = watcher.messages.length
  await delay(1000)
  expect(watcher.messages.length - idle).toBeGreaterThanOrEqual(2)
  expect(watcher.messages.length - idle).toBeLessThanOrEqual(8)
  expect(hub.counts).toMatchObject({ clients: 1, statesPassedOver: 0, messagesSent: watcher.messages.length })
  await server.close({ graceMs: 0 })
})

test('leaves metrics out as long as there are none', async () => {
  const { source, server } = await liveServer()
  source.hasMetrics = false
  const watcher = watch(server.port)
  await has(watcher, 2)
  expect(watcher.messages.map(({ type }) => type)).toEqual(['hello', 'counters'])
  source.hasMetrics = true
  await has(watcher, 4)
  expect(watcher.messages.at(-1)?.type).toBe('metrics')
  await server.close({ graceMs: 0 })
})

test('takes no messages', async () => {
  const { server } = await liveServer()
  const watcher = watch(server.port)
  await has(watcher, 3)
  watcher.send('hello?')
  expect(await watcher.closed).toEqual({ code: 1008, reason: 'this socket only sends' })
  const large = watch(server.port)
  await has(large, 3)
  large.send('x'.repeat(2000))
  expect((await large.closed).code).toBe(1006)
  await server.close({ graceMs: 0 })
})

test('tells its clients when it stops, those too that do not read', async () => {
  const { hub, server } = await liveServer()
  const watchers = Array.from({ length: 20 }, () => watch(server.port))
  const deaf = new RawWebSocket(server.port, { answersPings: false })
  await Promise.all(watchers.map((watcher) => has(watcher, 3)))
  deaf.socket.pause()
  await server.close({ graceMs: 1000 })
  for (const { closed } of watchers) expect(await closed).toEqual({ code: 1001, reason: 'the server stops' })
  deaf.socket.resume()
  await vi.waitFor(() => expect(deaf.frames.at(-1)?.opcode).toBe(closeFrame))
  expect(deaf.frames.at(-1)?.payload.readUInt16BE()).toBe(1001)
  expect(hub.counts.clients).toBe(0)
})
