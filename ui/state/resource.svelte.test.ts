import { overviewRoute } from '@millrace/schemas/api/routes.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiClient } from '../connect/api-client.ts'
import { fakeFetch, json, neverAnswers, problemAnswer, type FakeFetch } from '../connect/testing/fake-fetch.ts'
import { Resource } from './resource.svelte.ts'
import { fakeVisibility, type FakeVisibility } from './testing/fake-visibility.ts'

const pollMs = 5_000
let api: FakeFetch
let total = 0
let visibility: FakeVisibility
let resource: Resource<{ total_events: number }>

const answer = () => json({ total_events: ++total, unique_users: 1, events_last_hour: 1 })

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  vi.spyOn(Math, 'random').mockReturnValue(1)
  total = 0
  api = fakeFetch(answer)
  visibility = fakeVisibility()
  const client = new ApiClient({ base: '', fetch: api.fetch })
  resource = new Resource(
    (signal) => client.get(overviewRoute, {}, signal),
    () => pollMs,
    visibility,
  )
})

afterEach(() => {
  resource.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function firstAnswer(): Promise<void> {
  resource.renew()
  await vi.advanceTimersByTimeAsync(0)
  expect(resource.value?.total_events).toBe(1)
}

test('asks nothing before it is told to, then again and again', async () => {
  await vi.advanceTimersByTimeAsync(60_000)
  expect(api.asked).toHaveLength(0)
  resource.renew()
  expect(resource).toMatchObject({ isLoading: true, value: undefined })
  await vi.advanceTimersByTimeAsync(0)
  expect(resource).toMatchObject({ isLoading: false, value: { total_events: 1 }, answeredAtMs: Date.now() })
  await vi.advanceTimersByTimeAsync(pollMs - 1)
  expect(resource.value?.total_events).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(resource.value?.total_events).toBe(2)
})

test('says of when an answer is, and whether the API marked it as stale', async () => {
  const overview = { total_events: 1, unique_users: 1, events_last_hour: 1 }
  api.handler = () => json(overview, { Age: '90', 'Cache-Status': 'millrace; hit; ttl=-60; detail=stale' })
  await firstAnswer()
  expect(resource).toMatchObject({ isStale: true, answeredAtMs: Date.now() - 90_000 })
  api.handler = () => json(overview)
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(resource).toMatchObject({ isStale: false, answeredAtMs: Date.now() })
})

test.each([
  ['503', 'away', () => problemAnswer(503)],
  ['504', 'overloaded', () => problemAnswer(504)],
  ['garbage', 'failed', () => new Response('<html>')],
  ['no answer', 'away', () => Promise.reject(new TypeError('Failed to fetch'))],
])('%s leaves the last answer, and is followed by tries with back-off until all is well', async (_, kind, fault) => {
  await firstAnswer()
  const answeredAtMs = resource.answeredAtMs
  api.handler = fault
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(resource).toMatchObject({ error: { kind }, value: { total_events: 1 }, answeredAtMs, isLoading: false })
  for (const waitMs of [500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
    const askedCount = api.asked.length
    await vi.advanceTimersByTimeAsync(waitMs - 1)
    expect(api.asked).toHaveLength(askedCount)
    await vi.advanceTimersByTimeAsync(1)
    expect(api.asked).toHaveLength(askedCount + 1)
  }
  api.handler = answer
  await vi.advanceTimersByTimeAsync(10_000)
  expect(resource).toMatchObject({ error: undefined, value: { total_events: 2 } })
  const askedCount = api.asked.length
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(api.asked).toHaveLength(askedCount + 1)
})

test('waits as long as a 429 says, and says so', async () => {
  await firstAnswer()
  api.handler = () => problemAnswer(429, { headers: { 'Retry-After': '8' } })
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(resource.error).toMatchObject({ kind: 'limited', retryAfterSeconds: 8 })
  api.handler = answer
  await vi.advanceTimersByTimeAsync(7_999)
  expect(api.asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(resource).toMatchObject({ error: undefined, value: { total_events: 2 } })
})

test('a fault of our own is shown, and told to the console', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const broken = new Resource(
    () => Promise.reject(new RangeError('bad')),
    () => pollMs,
    visibility,
  )
  broken.renew()
  await vi.advanceTimersByTimeAsync(0)
  expect(broken.error).toMatchObject({ kind: 'failed', message: 'RangeError: bad' })
  expect(told).toHaveBeenCalledOnce()
  broken.stop()
})

test('the answer to a question that is no longer asked does not count', async () => {
  const signals: (AbortSignal | undefined)[] = []
  api.handler = (url, signal) => {
    signals.push(signal)
    return signals.length === 1 ? neverAnswers(url, signal) : answer()
  }
  resource.renew()
  await vi.advanceTimersByTimeAsync(100)
  resource.renew()
  expect(signals[0]?.aborted).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(resource).toMatchObject({ value: { total_events: 1 }, error: undefined, isLoading: false })
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(api.asked).toHaveLength(3)
})

test('nor does one that comes in spite of that', async () => {
  const late: ((answer: Response) => void)[] = []
  api.handler = () => new Promise((resolve) => late.push(resolve))
  resource.renew()
  resource.renew()
  late[1]?.(json({ total_events: 22, unique_users: 1, events_last_hour: 1 }))
  late[0]?.(json({ total_events: 11, unique_users: 1, events_last_hour: 1 }))
  await vi.advanceTimersByTimeAsync(0)
  expect(resource.value?.total_events).toBe(22)
})

test('the answer to another question stays until the new one is there, and goes when there is none', async () => {
  await firstAnswer()
  resource.renew()
  expect(resource).toMatchObject({ isLoading: true, value: { total_events: 1 } })
  await vi.advanceTimersByTimeAsync(0)
  expect(resource.value?.total_events).toBe(2)
  api.handler = () => problemAnswer(504)
  resource.renew()
  await vi.advanceTimersByTimeAsync(0)
  expect(resource).toMatchObject({ value: undefined, answeredAtMs: undefined, error: { kind: 'overloaded' } })
})

test('asks nothing while nobody looks, and at once when someone does after the time is up', async () => {
  await firstAnswer()
  visibility.hide()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(api.asked).toHaveLength(1)
  visibility.show()
  await vi.advanceTimersByTimeAsync(0)
  expect(api.asked).toHaveLength(2)
  visibility.hide()
  visibility.show()
  await vi.advanceTimersByTimeAsync(pollMs - 1)
  expect(api.asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(api.asked).toHaveLength(3)
})

test('stopped, it asks no more, not even for those who look', async () => {
  await firstAnswer()
  visibility.hide()
  await vi.advanceTimersByTimeAsync(pollMs)
  resource.stop()
  visibility.show()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(api.asked).toHaveLength(1)
})
