import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiClient } from '../connect/api-client.ts'
import { json, problemAnswer } from '../connect/testing/fake-fetch.ts'
import { Questions } from './questions.ts'
import { fakeApi, type FakeApi } from './testing/fake-api.ts'
import { fakeViewPage } from './testing/fake-view-page.ts'
import { View } from './view.svelte.ts'

const signal = new AbortController().signal
let api: FakeApi

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12, 0, 7) })
  api = fakeApi()
})
afterEach(() => vi.useRealTimers())

function questionsOf(search: string, other?: DatasetEntry): Questions {
  const client = new ApiClient({ base: '', fetch: api.fetch })
  return new Questions(client, new View(fakeViewPage(search)), () => other)
}

function asked(path: string): object {
  return Object.fromEntries(api.newlyAsked(path)[0] ?? [])
}

const hour = { from: '2026-11-24T11:00:00.000Z', to: '2026-11-24T12:00:10.000Z' }

test('the series carries range, interval, split and filters', async () => {
  await questionsOf('range=1h&split=event_type&country=DE&referrer=').series(signal)
  expect(asked('/metrics/time-series')).toEqual({
    ...hour,
    interval: '10s',
    split: 'event_type',
    country: 'DE',
    referrer: '',
  })
})

test('a breakdown is not filtered by its own column', async () => {
  const questions = questionsOf('range=1h&country=DE&device=mobile')
  await questions.breakdown('country', signal)
  expect(asked('/metrics/top')).toEqual({ ...hour, by: 'country', limit: '10', device: 'mobile' })
  await questions.breakdown('url', signal)
  expect(asked('/metrics/top')).toEqual({ ...hour, by: 'url', limit: '10', country: 'DE', device: 'mobile' })
})

test('event types come most frequent first, equal ones by name', async () => {
  api.answers['/metrics/type-breakdown'] = () => json({ purchase: 1, page_view: 3, click: 1 })
  const { value } = await questionsOf('range=1h&event_type=click').breakdown('event_type', signal)
  expect(value).toEqual([
    { key: 'page_view', count: 3 },
    { key: 'click', count: 1 },
    { key: 'purchase', count: 1 },
  ])
  expect(asked('/metrics/type-breakdown')).toEqual(hour)
})

test('the total before is that of as much time as has passed', async () => {
  expect(await questionsOf('range=1h&country=DE').previousTotal(signal)).toMatchObject({ value: 5 })
  expect(asked('/metrics/type-breakdown')).toEqual({
    from: '2026-11-24T09:59:53.000Z',
    to: '2026-11-24T11:00:00.000Z',
    country: 'DE',
  })
  await questionsOf('from=2026-11-20&to=2026-11-22').previousTotal(signal)
  expect(asked('/metrics/type-breakdown')).toEqual({ from: '2026-11-18T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' })
})

test.each(['range=all', 'from=2026-11-25&to=2026-11-26', 'from=1970-01-01&to=2026-11-24'])(
  'before %s there is nothing to compare with',
  async (search) => {
    expect(await questionsOf(search).previousTotal(signal)).toMatchObject({ value: undefined })
    expect(api.asked).toEqual([])
  },
)

test('all begins with the first event, which is asked for once', async () => {
  const questions = questionsOf('range=all')
  await Promise.all([
    questions.series(signal),
    questions.breakdown('url', signal),
    questions.breakdown('device', signal),
  ])
  expect(asked('/metrics/time-series')).toMatchObject({ from: '2026-11-24T12:00:00.000Z', interval: '1s' })
  expect(api.newlyAsked('/metrics/events').map(String)).toEqual(['limit=1'])
  vi.advanceTimersByTime(10_001)
  await questions.series(signal)
  expect(api.newlyAsked('/metrics/events')).toHaveLength(1)
})

test('that the first event is not known is said, and asked again', async () => {
  const questions = questionsOf('range=all')
  api.answers['/metrics/events'] = () => problemAnswer(503)
  await expect(questions.series(signal)).rejects.toMatchObject({ kind: 'away' })
  api.answers['/metrics/events'] = () => json({ events: [], next_cursor: null })
  await questions.series(signal)
  expect(asked('/metrics/time-series')).toMatchObject({ interval: '6h' })
})

test('of another dataset, all is from its first row to its last, wherever they lie, and nothing is asked but counts', async () => {
  const lineitem = { name: 'lineitem', rows: 5, time: 'l_shipdate', events: false }
  const span = { earliest: '1992-01-02T03:04:05.000Z', latest: '1998-11-30T00:00:00.000Z' }
  const questions = questionsOf('dataset=lineitem', { ...lineitem, ...span })
  await questions.series(signal)
  expect(asked('/metrics/time-series')).toEqual({
    dataset: 'lineitem',
    from: '1992-01-02T00:00:00.000Z',
    to: '1998-12-03T00:00:00.000Z',
    interval: '7d',
  })
  await questions.overview(signal)
  expect(asked('/metrics/overview')).toEqual({ dataset: 'lineitem' })
  expect(await questions.previousTotal(signal)).toMatchObject({ value: undefined })
  expect(api.asked.map(({ pathname }) => pathname)).toEqual(['/metrics/time-series', '/metrics/overview'])
})

test('the list of events is open where the range ends now', () => {
  expect(questionsOf('range=1h&device=tv').events()).toEqual({ from: hour.from, device: 'tv' })
  expect(questionsOf('range=all&device=tv').events()).toEqual({ device: 'tv' })
  expect(questionsOf('from=2026-11-20&to=2026-11-22').events()).toEqual({
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-22T00:00:00.000Z',
  })
})
