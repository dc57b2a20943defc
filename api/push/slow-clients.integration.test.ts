import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { RawWebSocket } from '../server/testing/raw-web-socket.ts'
import { counters, has, liveServer, watch } from './testing/live-server.ts'

test('a client that does not read holds no backlog, gets the newest state when it reads, and slows no one', async () => {
  const { source, hub, server } = await liveServer()
  const deaf = new RawWebSocket(server.port)
  await vi.waitFor(() => expect(deaf.messages.length).toBeGreaterThanOrEqual(3))
  deaf.socket.pause()
  const watcher = watch(server.port)
  await has(watcher, 3)
  source.isRunning = true
  await delay(1500)
  const ticks = counters(watcher.messages).length
  expect(ticks).toBeGreaterThan(20)
  expect(hub.counts.statesPassedOver).toBeGreaterThan(10)
  deaf.frames.length = 0
  const rowsWhenRead = source.rowsInserted
  deaf.socket.resume()
  await vi.waitFor(() => expect(Number(deaf.messages.at(-2)?.['rowsInserted'])).toBeGreaterThanOrEqual(rowsWhenRead))
  const old = deaf.messages.filter((message) => Number(message['rowsInserted']) < rowsWhenRead)
  // Those between the first and the second ping that it has not answered.
  expect(old.length).toBeLessThan(ticks / 2)
  const next = deaf.messages.length
  await vi.waitFor(() => expect(deaf.messages.length).toBeGreaterThan(next + 10))
  deaf.socket.destroy()
  await server.close({ graceMs: 0 })
})

test('a client that answers only the last of its pings is no slower than others', async () => {
  const { source, hub, server } = await liveServer()
  source.isRunning = true
  const lazy = new RawWebSocket(server.port, { answersPings: false })
  const timer = setInterval(() => {
    const last = lazy.frames.findLast(({ opcode }) => opcode === 9)
    if (last !== undefined) lazy.send(10, last.payload)
  }, 60)
  await delay(1000)
  clearInterval(timer)
  expect(hub.counts.statesPassedOver).toBeLessThan(15)
  expect(lazy.messages.length).toBeGreaterThan(20)
  lazy.socket.destroy()
  await server.close({ graceMs: 0 })
})

test('a client that never answers is cut, and so is none that does', async () => {
  const { source, hub, server } = await liveServer({ silenceMsMax: 300 })
  source.isRunning = true
  const silent = new RawWebSocket(server.port, { answersPings: false })
  const watcher = watch(server.port)
  await vi.waitFor(() => expect(silent.isClosed).toBe(true), 5000)
  await delay(200)
  expect(hub.counts).toMatchObject({ clients: 1, clientsCut: 1 })
  const seen = watcher.messages.length
  await has(watcher, seen + 3)
  await server.close({ graceMs: 0 })
})
