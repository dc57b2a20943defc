import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiClient } from '../connect/api-client.ts'
import type { LiveSocketOptions } from '../connect/live-socket.ts'
import { json, problemAnswer } from '../connect/testing/fake-fetch.ts'
import { counters, metrics } from '../connect/testing/push-messages.ts'
import { Dashboard } from './dashboard.svelte.ts'
import { Live } from './live.svelte.ts'
import { fakeApi, type FakeApi } from './testing/fake-api.ts'
import { fakeViewPage, type FakeViewPage } from './testing/fake-view-page.ts'
import { fakeVisibility } from './testing/fake-visibility.ts'
import { pageEventOf } from './testing/page-event-of.ts'
import { View } from './view.svelte.ts'

let api: FakeApi
let page: FakeViewPage
let dashboard: Dashboard
let push: Pick<LiveSocketOptions, 'onMessage' | 'onState'>
const connection = { retry: vi.fn(), close: vi.fn() }
const everything = [
  '/metrics/datasets',
  '/metrics/events',
  '/metrics/overview',
  '/metrics/time-series',
  '/metrics/top',
  '/metrics/type-breakdown',
  '/pipeline',
]

beforeEach(async () => {
  vi.useFakeTimers()
  api = fakeApi()
  page = fakeViewPage('range=1h')
  dashboard = new Dashboard({
    client: new ApiClient({ base: '', fetch: api.fetch }),
    view: new View(page),
    live: new Live((handlers) => {
      push = handlers
      return connection
    }),
    visibility: fakeVisibility(),
  })
  dashboard.start()
  await settle()
})

afterEach(() => {
  dashboard.stop()
  vi.useRealTimers()
})

async function settle(): Promise<void> {
  flushSync()
  await vi.advanceTimersByTimeAsync(0)
}

test('asks for everything when it starts', () => {
  expect(api.newPaths()).toEqual(everything)
  expect(dashboard).toMatchObject({
    series: { value: { length: 1 } },
    previousTotal: { value: 5 },
    pipeline: { value: { state: 'idle' } },
    overview: { total_events: 3 },
    events: { events: { length: 1 } },
  })
  expect(dashboard.breakdowns.event_type.value?.[0]).toEqual({ key: 'page_view', count: 3 })
})

test('a filter is asked for at once, and not of its own breakdown', async () => {
  api.newPaths()
  dashboard.view.toggleFilter('country', 'DE')
  await settle()
  const tops = api.newlyAsked('/metrics/top')
  expect(tops.map((query) => query.get('by')).sort()).toEqual(['device', 'referrer', 'url'])
  expect(tops.every((query) => query.get('country') === 'DE')).toBe(true)
  expect(api.newPaths()).toEqual(['/metrics/events', '/metrics/time-series', '/metrics/type-breakdown'])
})

test('interval and split are asked of the series alone', async () => {
  api.newPaths()
  dashboard.view.setInterval('1m')
  await settle()
  dashboard.view.toggleSplit()
  await settle()
  expect(api.newlyAsked('/metrics/time-series').map((query) => [query.get('interval'), query.get('split')])).toEqual([
    ['1m', null],
    ['1m', 'event_type'],
  ])
  expect(api.newPaths()).toEqual([])
})

test('an opened event that is listed asks for nothing', async () => {
  api.newPaths()
  const [listed] = dashboard.events.events
  if (listed === undefined) throw new Error('nothing is listed')
  dashboard.view.openEvent(listed)
  await settle()
  expect(dashboard.openedEvent.event).toEqual(listed)
  expect(api.newPaths()).toEqual([])
})

test('one that is not listed is looked for when it is opened', async () => {
  api.newPaths()
  dashboard.view.openEvent(pageEventOf(2))
  await settle()
  expect(api.newlyAsked('/metrics/events').map((query) => query.get('from'))).toEqual([pageEventOf(2).ts])
})

test('Back asks for what was chosen before', async () => {
  dashboard.view.setRange({ preset: '7d' })
  await settle()
  api.newPaths()
  page.back()
  await settle()
  const unmoved = ['/metrics/datasets', '/metrics/overview', '/pipeline']
  expect(api.newPaths()).toEqual(everything.filter((path) => !unmoved.includes(path)))
  expect(dashboard.view.range).toEqual({ preset: '1h' })
})

test('catches up at once when the API comes back, and not when it was never away', async () => {
  api.newPaths()
  push.onState('open')
  push.onMessage(counters())
  await settle()
  expect(api.newPaths()).toEqual([])
  push.onState('away', Date.now() + 500)
  await settle()
  push.onState('away')
  await settle()
  expect(api.newPaths()).toEqual([])
  push.onState('open')
  await settle()
  expect(api.newPaths()).toEqual(everything)
})

test('asks at once when the pipeline begins and ends, and often in between', async () => {
  push.onState('open')
  push.onMessage(counters())
  await settle()
  api.newPaths()
  push.onMessage(counters({ state: 'running' }))
  await settle()
  expect(api.newPaths()).toEqual(everything)
  await vi.advanceTimersByTimeAsync(9_000)
  expect(api.newlyAsked('/metrics/time-series')).toHaveLength(6)
  expect(api.newlyAsked('/metrics/events')).toHaveLength(9)
  api.newPaths()
  push.onMessage(counters({ state: 'idle' }))
  await settle()
  expect(api.newPaths()).toEqual(everything)
})

test('a panel that fails leaves the others alone', async () => {
  api.answers['/metrics/top'] = () => problemAnswer(504)
  dashboard.view.toggleFilter('device', 'tv')
  await settle()
  expect(dashboard.breakdowns.url.error?.kind).toBe('overloaded')
  expect(dashboard.series).toMatchObject({ error: undefined, value: { length: 1 } })
})

test('the overview is what was pushed, while it is', () => {
  push.onMessage(metrics)
  expect(dashboard.overview).toMatchObject({ total_events: 10 })
})

test('of another dataset only its counters and its series are asked, and its numbers never stand for those of others', async () => {
  api.answers['/metrics/overview'] = (url) => {
    const total_events = url.searchParams.get('dataset') === 'orders' ? 77 : 3
    return json({ total_events, unique_users: null, events_last_hour: null })
  }
  push.onMessage(metrics)
  dashboard.view.toggleFilter('country', 'DE')
  await settle()
  api.newPaths()
  dashboard.dataset.choose('orders')
  flushSync()
  expect([dashboard.overview, dashboard.series.value]).toEqual([undefined, undefined])
  await settle()
  expect(dashboard.overview).toMatchObject({ total_events: 77 })
  expect(api.newPaths()).toEqual(['/metrics/overview', '/metrics/time-series'])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(api.newPaths()).toEqual(['/metrics/datasets', '/metrics/overview', '/metrics/time-series', '/pipeline'])
  dashboard.retry()
  await settle()
  expect(api.newPaths()).toEqual(['/metrics/datasets', '/metrics/overview', '/metrics/time-series', '/pipeline'])
  page.back()
  await settle()
  expect(api.newPaths()).toEqual(everything.filter((path) => path !== '/metrics/datasets' && path !== '/pipeline'))
  expect(dashboard.view.filters).toEqual({ country: 'DE' })
  expect(dashboard.overview).toMatchObject({ total_events: 3 })
})

test('nothing is asked by time of a dataset without times, and nothing of one that is not there', async () => {
  for (const [name, expected] of [
    ['untimed', ['/metrics/overview']],
    ['nowhere', []],
  ] as const) {
    api.newPaths()
    dashboard.view.chooseDataset(name, undefined)
    await settle()
    expect(api.newPaths()).toEqual(expected)
    expect(dashboard.dataset.isMissing).toBe(name === 'nowhere')
  }
})

test('the name of the dataset that is shown without one is taken out of the address', async () => {
  dashboard.view.chooseDataset('page_events', undefined)
  await settle()
  expect(page.search()).toBe('')
})

test('tries everything again when it is told to', async () => {
  api.newPaths()
  dashboard.retry()
  await settle()
  expect(api.newPaths()).toEqual(everything)
  expect(connection.retry).toHaveBeenCalledOnce()
})

test('stopped, it asks no more, and may be started again', async () => {
  dashboard.stop()
  api.newPaths()
  dashboard.view.setRange({ preset: '7d' })
  await settle()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(api.newPaths()).toEqual([])
  expect(connection.close).toHaveBeenCalled()
  dashboard.start()
  await settle()
  expect(api.newPaths()).toEqual(everything)
})
