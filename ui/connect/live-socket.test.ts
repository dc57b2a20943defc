import type { PushMessage } from '@millrace/schemas/api/push/push-message.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveSocket } from './live-socket.ts'
import { FakeWebSocket } from './testing/fake-web-socket.ts'
import { counters, hello } from './testing/push-messages.ts'

const window = new EventTarget()
const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
let states: unknown[][] = []
let messages: PushMessage[] = []
let socket: LiveSocket

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  vi.stubGlobal('WebSocket', FakeWebSocket)
  FakeWebSocket.sockets = []
  states = []
  messages = []
  socket = new LiveSocket({
    url: 'ws://api.test/live',
    onMessage: (message) => messages.push(message),
    onState: (...state) => states.push(state),
    random: () => 1,
  })
})

afterEach(() => {
  socket.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('is open when the first message is there, and passes them on', () => {
  expect(FakeWebSocket.newest.url).toBe('ws://api.test/live')
  FakeWebSocket.newest.say(hello)
  FakeWebSocket.newest.say(counters())
  expect(states).toEqual([['connecting'], ['open']])
  expect(messages).toEqual([hello, counters()])
})

test('waits twice as long after each failure, from half a second to ten, and says until when', () => {
  const waitsMs: number[] = []
  for (let failure = 1; failure <= 7; failure++) {
    const socketCount = FakeWebSocket.sockets.length
    FakeWebSocket.newest.break()
    const [state, nextTryAtMs] = states.at(-1) ?? []
    expect(state).toBe('away')
    const waitMs = Number(nextTryAtMs) - Date.now()
    waitsMs.push(waitMs)
    vi.advanceTimersByTime(waitMs - 1)
    expect(FakeWebSocket.sockets).toHaveLength(socketCount)
    vi.advanceTimersByTime(1)
    expect(FakeWebSocket.sockets).toHaveLength(socketCount + 1)
    expect(states.at(-1)).toEqual(['away'])
  }
  expect(waitsMs).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
})

test('who lets in and closes at once is waited for longer and longer; who says something is not', () => {
  FakeWebSocket.newest.break()
  vi.advanceTimersByTime(500)
  FakeWebSocket.newest.dispatchEvent(new Event('open'))
  FakeWebSocket.newest.break()
  expect(states.at(-1)).toEqual(['away', Date.now() + 1000])
  vi.advanceTimersByTime(1000)
  FakeWebSocket.newest.say(hello)
  expect(states.at(-1)).toEqual(['open'])
  FakeWebSocket.newest.break()
  expect(states.at(-1)).toEqual(['away', Date.now() + 500])
})

test.each([
  ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ['someone looks', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['it is told to', () => socket.retry()],
])('tries at once when %s, and only once', (_, happens) => {
  FakeWebSocket.newest.break()
  happens()
  happens()
  expect(FakeWebSocket.sockets).toHaveLength(2)
  vi.advanceTimersByTime(10_000)
  expect(FakeWebSocket.sockets).toHaveLength(2)
})

test('an open one is left alone by all that', () => {
  FakeWebSocket.newest.say(hello)
  window.dispatchEvent(new Event('online'))
  socket.retry()
  expect(FakeWebSocket.sockets).toHaveLength(1)
})

test('one that has gone silent is given up', () => {
  const first = FakeWebSocket.newest
  first.say(hello)
  vi.advanceTimersByTime(19_999)
  expect(states.at(-1)).toEqual(['open'])
  vi.advanceTimersByTime(1)
  expect(states.at(-1)?.[0]).toBe('away')
  expect(first.isClosed).toBe(true)
  first.say(counters())
  expect(messages).toEqual([hello])
})

test('a message that is none is passed over, and told once', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  FakeWebSocket.newest.say(hello)
  FakeWebSocket.newest.say('{"type":"counters"')
  FakeWebSocket.newest.say({ type: 'counters', at: 'yesterday' })
  FakeWebSocket.newest.say(counters())
  expect(messages).toEqual([hello, counters()])
  expect(warn).toHaveBeenCalledOnce()
})

test('closed, it stays closed', () => {
  FakeWebSocket.newest.say(hello)
  const { newest } = FakeWebSocket
  socket.close()
  expect(newest.isClosed).toBe(true)
  newest.break()
  window.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(60_000)
  expect(FakeWebSocket.sockets).toHaveLength(1)
  expect(states.at(-1)).toEqual(['open'])
})
