import { flushSync } from 'svelte'
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiClient } from '../connect/api-client.ts'
import { json, problemAnswer } from '../connect/testing/fake-fetch.ts'
import { OpenedEvent } from './opened-event.svelte.ts'
import { fakeApi, type FakeApi } from './testing/fake-api.ts'
import { fakeViewPage } from './testing/fake-view-page.ts'
import { fakeVisibility } from './testing/fake-visibility.ts'
import { pageEventOf } from './testing/page-event-of.ts'
import { View } from './view.svelte.ts'

const wanted = pageEventOf(7)
const inAddress = `event=${wanted.event_id}`
const withTime = `${inAddress}&event_ts=${wanted.ts}`
let api: FakeApi
let listed: readonly PageEvent[] = $state.raw([])
let opened: OpenedEvent
let view: View

beforeEach(() => {
  vi.useFakeTimers()
  api = fakeApi()
  listed = []
})

afterEach(() => {
  opened.stop()
  vi.useRealTimers()
})

async function open(search: string): Promise<void> {
  view = new View(fakeViewPage(search))
  opened = new OpenedEvent({
    client: new ApiClient({ base: '', fetch: api.fetch }),
    view,
    listed: () => listed,
    visibility: fakeVisibility(),
  })
  await look()
}

async function look(): Promise<void> {
  opened.renew()
  flushSync()
  await vi.advanceTimersByTimeAsync(0)
}

test('one that is listed asks for nothing, and stays when the list drops it', async () => {
  listed = [pageEventOf(8), wanted]
  await open(withTime)
  expect(opened.event).toEqual(wanted)
  listed = []
  await look()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(opened.event).toEqual(wanted)
  expect(api.newPaths()).toEqual([])
})

test('one that is not listed is found at its time, whatever is filtered', async () => {
  api.answers['/metrics/events'] = () => json({ events: [pageEventOf(6), wanted], next_cursor: null })
  await open(`${withTime}&country=FR&range=15m`)
  expect(opened).toMatchObject({ event: wanted, isLoading: false, error: undefined })
  expect(api.newlyAsked('/metrics/events').map((query) => Object.fromEntries(query))).toEqual([
    { from: '2026-11-24T12:00:00.007Z', to: '2026-11-24T12:00:00.008Z', limit: '1000' },
  ])
})

test('among many of the same millisecond it is found page by page', async () => {
  api.answers['/metrics/events'] = ({ searchParams }) =>
    searchParams.has('cursor')
      ? json({ events: [wanted], next_cursor: 'c2' })
      : json({ events: [pageEventOf(6)], next_cursor: 'c1' })
  await open(withTime)
  expect(opened.event).toEqual(wanted)
  expect(api.newlyAsked('/metrics/events')).toHaveLength(2)
})

test('without a time it is not looked for, and there as soon as it is listed', async () => {
  await open(inAddress)
  expect(opened).toMatchObject({ event: undefined, isLoading: false, error: undefined })
  expect(api.newPaths()).toEqual([])
  listed = [wanted]
  await look()
  expect(opened.event).toEqual(wanted)
})

test('one that is nowhere is looked for again; so is one that could not be asked for, which is said', async () => {
  api.answers['/metrics/events'] = () => json({ events: [], next_cursor: null })
  await open(withTime)
  expect(opened).toMatchObject({ event: undefined, isLoading: false, error: undefined })
  api.answers['/metrics/events'] = () => problemAnswer(504)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(opened.error?.kind).toBe('overloaded')
  api.answers['/metrics/events'] = () => json({ events: [wanted], next_cursor: null })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(opened).toMatchObject({ event: wanted, error: undefined })
})

test('another one that is opened is not shown as the one before', async () => {
  listed = [wanted]
  await open(withTime)
  const other = pageEventOf(9)
  view.openEvent(other)
  expect(opened.event).toBeUndefined()
  api.answers['/metrics/events'] = () => json({ events: [other], next_cursor: null })
  await look()
  expect(opened.event).toEqual(other)
  view.closeEvent()
  expect(opened.event).toBeUndefined()
})
