import { expect, test } from 'vitest'
import type { LiveConnection } from '../server/live/live-endpoint.ts'
import { PacedClient } from './paced-client.ts'

/** A client whose socket and clock are in the test's hands. */
function paced() {
  const socket = { nowMs: 0, bufferedBytes: 0, sent: [] as string[], pings: [] as number[] }
  const connection: LiveConnection = {
    send: (messages) => socket.sent.push(...messages.map((bytes) => Buffer.from(bytes).toString())),
    bufferedBytes: () => socket.bufferedBytes,
    ping: (sequence) => socket.pings.push(sequence),
    close: () => undefined,
    terminate: () => undefined,
  }
  const client = new PacedClient(connection, {
    pingIntervalMs: 1000,
    pingsUnansweredMax: 2,
    nowMs: () => socket.nowMs,
    newest: () => [Buffer.from(`newest at ${socket.nowMs}`)],
    onSent: () => undefined,
    onClosed: () => undefined,
  })
  const offerAt = (nowMs: number) => {
    socket.nowMs = nowMs
    return client.offer([Buffer.from(`at ${nowMs}`)])
  }
  return { client, socket, offerAt }
}

test('stops at the second ping that is not answered, and catches up with the newest state when one is', () => {
  const { client, socket, offerAt } = paced()
  expect([0, 500, 1000, 1500, 2000].map(offerAt)).toEqual(['sent', 'sent', 'sent', 'passed over', 'passed over'])
  expect(socket.pings).toEqual([1, 2])
  socket.nowMs = 2100
  client.ponged(1)
  expect(socket.sent).toEqual(['at 0', 'at 500', 'at 1000', 'newest at 2100'])
  expect(socket.pings).toEqual([1, 2, 3])
  client.ponged(2)
  expect(socket.sent).toHaveLength(4)
})

test('the pong of a later ping answers the earlier ones; one of no ping answers nothing', () => {
  const { client, socket, offerAt } = paced()
  offerAt(0)
  offerAt(1000)
  client.ponged(2)
  expect([2000, 2500, 3000, 3500].map(offerAt)).toEqual(['sent', 'sent', 'sent', 'passed over'])
  client.ponged(5)
  client.ponged(1)
  expect(offerAt(4000)).toBe('passed over')
  expect(socket.pings).toEqual([1, 2, 3, 4])
})

test('waits for the socket to be empty, then sends the newest state once', () => {
  const { client, socket, offerAt } = paced()
  socket.bufferedBytes = 1
  expect(offerAt(0)).toBe('passed over')
  socket.bufferedBytes = 0
  client.drained()
  client.drained()
  expect(socket.sent).toEqual(['newest at 0'])
})

test('is silent from the first ping that it owes a pong for, or from its last pong', () => {
  const { client, socket, offerAt } = paced()
  offerAt(0)
  offerAt(1000)
  socket.nowMs = 5000
  expect(client.silentMs()).toBe(5000)
  client.ponged(1)
  socket.nowMs = 7000
  expect(client.silentMs()).toBe(2000)
  client.ponged(2)
  expect(client.silentMs()).toBe(0)
})
