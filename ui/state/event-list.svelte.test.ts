import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiClient, type Query } from '../connect/api-client.ts'
import { json, neverAnswers, problemAnswer } from '../connect/testing/fake-fetch.ts'
import { EventList } from './event-list.svelte.ts'
import { fakeApi, type FakeApi } from './testing/fake-api.ts'
import { fakeVisibility } from './testing/fake-visibility.ts'
import { pageEventOf } from './testing/page-event-of.ts'

const pollMs = 1_000
let newest = 0
let question: Query = {}
let api: FakeApi
let list: EventList

/** Of a table that holds the events 1…newest. */
function page({ searchParams }: URL): Response {
  const start = Number(searchParams.get('cursor')?.slice(1) ?? newest + 1) - 1
  const numbers = Array.from(
    { length: Math.min(Number(searchParams.get('limit')), start) },
    (_, index) => start - index,
  )
  const last = numbers.at(-1) ?? 1
  return json({ events: numbers.map((number) => pageEventOf(number)), next_cursor: last > 1 ? `c${last}` : null })
}

beforeEach(() => {
  vi.useFakeTimers()
  newest = 1000
  question = { country: 'DE', from: '2026-11-24T00:00:00.000Z' }
  api = fakeApi()
  api.answers['/metrics/events'] = page
  list = new EventList({
    client: new ApiClient({ base: '', fetch: api.fetch }),
    question: () => question,
    pollMs: () => pollMs,
    visibility: fakeVisibility(),
  })
})

afterEach(() => {
  list.stop()
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

async function loaded(): Promise<void> {
  list.renew()
  await settle()
  expect(list.events).toHaveLength(Math.min(100, newest))
  api.newPaths()
}

function ends(): [string | undefined, string | undefined] {
  return [list.events[0]?.event_id.slice(-5), list.events.at(-1)?.event_id.slice(-5)]
}

test('begins with the newest page', async () => {
  list.renew()
  expect(list.isLoadingMore).toBe(true)
  await settle()
  expect(list).toMatchObject({ isLoadingMore: false, hasMore: true, newCount: 0, error: undefined })
  expect(ends()).toEqual(['01000', '00901'])
  expect(Object.fromEntries(api.newlyAsked('/metrics/events')[0] ?? [])).toEqual({
    ...question,
    order: 'desc',
    limit: '100',
  })
})

test('loads page after page to the end, none of it twice', async () => {
  newest = 250
  await loaded()
  await Promise.all([list.loadMore(), list.loadMore()])
  expect(api.newlyAsked('/metrics/events').map((query) => query.get('cursor'))).toEqual(['c151'])
  await list.loadMore()
  expect(list.events).toHaveLength(250)
  expect(new Set(list.events).size).toBe(250)
  expect(list.hasMore).toBe(false)
})

test('takes ten thousand, and no more', async () => {
  newest = 20_000
  await loaded()
  while (list.hasMore) await list.loadMore()
  expect(list.events).toHaveLength(10_000)
  expect(list.isFull).toBe(true)
  await list.loadMore()
  expect(list.events).toHaveLength(10_000)
})

test('ten thousand that are all there are do not make it full', async () => {
  newest = 10_000
  await loaded()
  while (list.hasMore) await list.loadMore()
  expect(list.events).toHaveLength(10_000)
  expect(list.isFull).toBe(false)
})

test('what is new comes on top, and what was loaded stays', async () => {
  await loaded()
  await list.loadMore()
  newest += 30
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(list.events).toHaveLength(230)
  expect(ends()).toEqual(['01030', '00801'])
  await list.loadMore()
  expect(ends()).toEqual(['01030', '00701'])
})

test('more than a page at once: the list begins anew with it, without a gap', async () => {
  await loaded()
  newest += 5000
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(ends()).toEqual(['06000', '05901'])
  await list.loadMore()
  expect(ends()).toEqual(['06000', '05801'])
})

test('a page that comes after the list has begun anew does not belong to it', async () => {
  await loaded()
  let answerLate = (): void => undefined
  api.answers['/metrics/events'] = page
  const handler = api.handler
  api.handler = (url, signal) =>
    url.searchParams.has('cursor')
      ? new Promise((resolve) => (answerLate = () => resolve(page(url))))
      : handler(url, signal)
  const more = list.loadMore()
  newest += 5000
  await vi.advanceTimersByTimeAsync(pollMs)
  answerLate()
  await more
  expect(list.events).toHaveLength(100)
  expect(ends()).toEqual(['06000', '05901'])
})

test('paused, it stands still and says how many are newer; resumed, they are there', async () => {
  await loaded()
  list.pause()
  newest += 1234
  // All since the newest listed one, which is among them.
  api.answers['/metrics/type-breakdown'] = () => json({ click: 1000, page_view: 235 })
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(list).toMatchObject({ isTailing: false, newCount: 1234 })
  expect(ends()).toEqual(['01000', '00901'])
  expect(Object.fromEntries(api.newlyAsked('/metrics/type-breakdown')[0] ?? [])).toEqual({
    country: 'DE',
    from: pageEventOf(1000).ts,
  })
  list.resume()
  await settle()
  expect(list).toMatchObject({ isTailing: true, newCount: 0 })
  expect(ends()[0]).toBe('02234')
})

test('paused while a look is under way, it stands still as well', async () => {
  await loaded()
  let answerLate = (): void => undefined
  api.handler = (url) => new Promise((resolve) => (answerLate = () => resolve(page(url))))
  await vi.advanceTimersByTimeAsync(pollMs)
  newest += 10
  list.pause()
  answerLate()
  await settle()
  expect(ends()[0]).toBe('01000')
})

test('another question: what is listed stays until its answer is there', async () => {
  await loaded()
  list.pause()
  newest = 50
  question = { country: 'FR' }
  list.renew()
  expect(list).toMatchObject({ isLoadingMore: true, events: { length: 100 } })
  await settle()
  expect(list).toMatchObject({ isLoadingMore: false, events: { length: 50 }, hasMore: false, isTailing: false })
})

test('and goes when there is none', async () => {
  await loaded()
  api.answers['/metrics/events'] = () => problemAnswer(504)
  question = { country: 'FR' }
  list.renew()
  await settle()
  expect(list).toMatchObject({ events: { length: 0 }, error: { kind: 'overloaded' }, isLoadingMore: false })
  api.answers['/metrics/events'] = page
  await list.loadMore()
  await settle()
  expect(list).toMatchObject({ events: { length: 100 }, error: undefined })
})

test('a question that changes while more is loaded: that page does not come, and loading goes on', async () => {
  await loaded()
  api.handler = neverAnswers
  const more = list.loadMore()
  list.renew()
  await more
  expect(list).toMatchObject({ isLoadingMore: true, events: { length: 100 }, error: undefined })
})

test('a page that fails is said, and may be tried again', async () => {
  await loaded()
  api.answers['/metrics/events'] = (url) => (url.searchParams.has('cursor') ? problemAnswer(503) : page(url))
  await list.loadMore()
  expect(list).toMatchObject({ error: { kind: 'away' }, events: { length: 100 }, isLoadingMore: false })
  api.answers['/metrics/events'] = page
  await list.loadMore()
  expect(list).toMatchObject({ error: undefined, events: { length: 200 } })
})

test('a cursor that is no longer good: the list begins anew', async () => {
  await loaded()
  newest = 60
  api.answers['/metrics/events'] = (url) => (url.searchParams.has('cursor') ? problemAnswer(400) : page(url))
  await list.loadMore()
  await settle()
  expect(list).toMatchObject({ error: undefined, events: { length: 60 }, isLoadingMore: false })
})

test('a tail that fails leaves the list, says so, and goes on when it can', async () => {
  await loaded()
  api.answers['/metrics/events'] = () => problemAnswer(429, { headers: { 'Retry-After': '3' } })
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(list).toMatchObject({ error: { kind: 'limited' }, events: { length: 100 } })
  api.answers['/metrics/events'] = page
  newest += 1
  await vi.advanceTimersByTimeAsync(3_000)
  expect(list.error).toBeUndefined()
  expect(ends()[0]).toBe('01001')
})

test('exports the question, and as CSV what is loaded', async () => {
  newest = 3
  await loaded()
  expect(list.exportUrl('jsonl')).toBe('/events?country=DE&from=2026-11-24T00%3A00%3A00.000Z&order=desc&limit=1000000')
  expect(list.csv().split('\r\n')).toHaveLength(1 + 3 + 1)
})
