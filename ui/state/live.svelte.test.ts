import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveSocketOptions } from '../connect/live-socket.ts'
import { counters, hello, metrics } from '../connect/testing/push-messages.ts'
import { Live } from './live.svelte.ts'

type Handlers = Pick<LiveSocketOptions, 'onMessage' | 'onState'>
const connection = { retry: vi.fn(), close: vi.fn() }
let handlers: Handlers[] = []
let live: Live

function newest(): Handlers {
  const given = handlers.at(-1)
  if (given === undefined) throw new Error('nothing was opened')
  return given
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  vi.clearAllMocks()
  handlers = []
  live = new Live((given) => {
    handlers.push(given)
    return connection
  })
  live.start()
})

afterEach(() => {
  vi.useRealTimers()
})

test('keeps the newest of each kind', () => {
  newest().onState('open')
  newest().onMessage(hello)
  newest().onMessage(counters({ rowsInserted: 1 }))
  newest().onMessage(metrics)
  vi.advanceTimersByTime(250)
  newest().onMessage(counters({ rowsInserted: 2 }))
  expect(live).toMatchObject({
    connection: 'open',
    dataset: 'page_events',
    counters: { rowsInserted: 2 },
    metrics,
    metricsAtMs: 1_000_000,
    lastMessageAtMs: 1_000_250,
  })
})

test('runs only while that is known', () => {
  newest().onState('open')
  expect(live.isRunning).toBe(false)
  newest().onMessage(counters({ state: 'running' }))
  expect(live.isRunning).toBe(true)
  expect(live.isFilling).toBe(false)
  newest().onMessage(counters({ state: 'running', rowsTotal: 1_000 }))
  expect(live.isFilling).toBe(true)
  newest().onState('away', 1_000_500)
  expect(live).toMatchObject({ isRunning: false, nextTryAtMs: 1_000_500, counters: { state: 'running' } })
  newest().onState('away')
  expect(live.nextTryAtMs).toBeUndefined()
})

test('says since when the connection is broken, however often it is tried again', () => {
  newest().onState('open')
  expect(live.awaySinceMs).toBeUndefined()
  newest().onState('away', 1_000_500)
  vi.advanceTimersByTime(700)
  newest().onState('away')
  newest().onState('away', 1_002_000)
  expect(live.awaySinceMs).toBe(1_000_000)
  newest().onState('open')
  expect(live.awaySinceMs).toBeUndefined()
})

test('the history holds two minutes, however long it runs', () => {
  for (let message = 0; message < 4 * 600; message++) {
    newest().onMessage(counters({ rowsPerSecond: message }))
    vi.advanceTimersByTime(250)
  }
  expect(live.rateHistory.length).toBe(480)
  expect(live.rateHistory.at(-1)?.rowsPerSecond).toBe(2399)
  expect(live.rateHistory[0]?.atMs).toBeGreaterThan(Date.now() - 120_001)
})

test('and is bounded, however fast messages come', () => {
  for (let message = 0; message < 5000; message++) newest().onMessage(counters())
  expect(live.rateHistory).toHaveLength(1000)
})

test('opens one connection, and another one after a stop', () => {
  live.start()
  expect(handlers).toHaveLength(1)
  live.retry()
  expect(connection.retry).toHaveBeenCalledOnce()
  live.stop()
  expect(connection.close).toHaveBeenCalledOnce()
  live.start()
  expect(handlers).toHaveLength(2)
})
