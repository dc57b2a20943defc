import { setTimeout as sleep } from 'node:timers/promises'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { expect, test } from 'vitest'
import { EventStream, type EventStreamOptions } from './event-stream.ts'
import { LiveLines } from './live-lines.ts'
import { SendAgainError, type Sender } from './senders/sender.ts'

const never = new AbortController().signal
const lines = new LiveLines(pageEvents, '1')
const countOf = (body: Buffer): number => String(body).trim().split('\n').length

function streamTo(send: Sender['send'], more: Partial<EventStreamOptions> = {}): EventStream {
  return new EventStream({
    rate: 1_000,
    burst: 1,
    seconds: 0.5,
    eventsPerRequest: 7,
    lateShare: 0,
    duplicateShare: 0,
    sender: { target: 'a test', send, close: () => Promise.resolve() },
    lines,
    notify: () => undefined,
    ...more,
  })
}

test('sends as many as are due, the last request what is left', async () => {
  const sizes: number[] = []
  const stream = streamTo((body) => {
    sizes.push(countOf(body))
    return Promise.resolve({ accepted: countOf(body), rejected: 0 })
  })
  await stream.run(never)
  expect(stream).toMatchObject({ sent: 500, accepted: 500, rejected: 0, retries: 0 })
  expect(new Set(sizes)).toEqual(new Set([7, 500 % 7]))
})

test('does not wait for answers, and counts a slow one from when it was due', async () => {
  const stream = streamTo(async (body) => {
    await sleep(300)
    return { accepted: countOf(body), rejected: 0 }
  })
  await stream.run(never)
  expect(stream.accepted).toBe(500)
  expect(stream.latency.minMs).toBeGreaterThanOrEqual(299)
})

test('what may not be staged is sent again, the same under the same key', async () => {
  const seen = new Map<string, Buffer>()
  const stream = streamTo((body, key) => {
    const before = seen.get(key)
    seen.set(key, body)
    if (before === undefined) return Promise.reject(new SendAgainError('full', 10))
    expect(before.equals(body)).toBe(true)
    return Promise.resolve({ accepted: countOf(body), rejected: 0 })
  })
  await stream.run(never)
  expect(stream).toMatchObject({ accepted: 500, retries: seen.size })
})

test('a share of the requests is sent twice, and a share of the events comes late', async () => {
  const keys: string[] = []
  const stream = streamTo(
    (body, key) => {
      keys.push(key)
      return Promise.resolve({ accepted: countOf(body), rejected: 0 })
    },
    { duplicateShare: 1, lateShare: 1 },
  )
  await stream.run(never)
  expect(stream).toMatchObject({ accepted: 500, late: 500, duplicateRequests: keys.length / 2 })
  expect(new Set(keys).size).toBe(keys.length / 2)
})

test('ends in time, and says what it could not send', async () => {
  const startedAtMs = performance.now()
  const stream = streamTo(
    async (body) => {
      await sleep(400)
      return { accepted: countOf(body), rejected: 0 }
    },
    { rate: 1_000_000, eventsPerRequest: 10 },
  )
  await stream.run(never)
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  expect(stream.unsent).toBe(500_000 - stream.sent)
  expect(stream.unsent).toBeGreaterThan(400_000)
})

test('ends when it is interrupted, and at what cannot be mended', async () => {
  const interrupt = new AbortController()
  setTimeout(() => interrupt.abort(), 100)
  const stream = streamTo((body) => Promise.resolve({ accepted: countOf(body), rejected: 0 }), { seconds: undefined })
  await stream.run(interrupt.signal)
  expect(stream.accepted).toBe(stream.sent)
  await expect(streamTo(() => Promise.reject(new RangeError('wrong'))).run(never)).rejects.toThrow('wrong')
})
