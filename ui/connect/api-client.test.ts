import { overviewRoute, topRoute } from '@millrace/schemas/api/routes.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { ApiClient } from './api-client.ts'
import { fakeFetch, json, neverAnswers, problemAnswer } from './testing/fake-fetch.ts'

const overview = { total_events: 3, unique_users: 2, events_last_hour: 1 }

function clientOf(...parameters: Parameters<typeof fakeFetch>) {
  const fake = fakeFetch(...parameters)
  return { fake, client: new ApiClient({ base: 'http://api.test/', fetch: fake.fetch }) }
}

afterEach(() => {
  vi.useRealTimers()
})

test('gives the answer and how old it is', async () => {
  const { client, fake } = clientOf(() => json(overview, { Age: '4', 'Cache-Status': 'millrace; hit; ttl=26' }))
  expect(await client.get(overviewRoute)).toEqual({ value: overview, isStale: false, ageSeconds: 4 })
  expect(fake.asked.map(String)).toEqual(['http://api.test/metrics/overview'])
})

test('sees that the API marks it as stale', async () => {
  const { client } = clientOf(() =>
    json(overview, { Age: '90', 'Cache-Status': 'millrace; hit; ttl=-60; detail=stale' }),
  )
  expect(await client.get(overviewRoute)).toMatchObject({ isStale: true, ageSeconds: 90 })
})

test('writes parameters as they are, and leaves out what is not given', () => {
  const { client } = clientOf(() => json([]))
  const url = client.url(topRoute, { by: 'url', limit: 10, from: undefined, referrer: '', url: '/a?b=c&d=ü' })
  expect(url).toBe('http://api.test/metrics/top?by=url&limit=10&referrer=&url=%2Fa%3Fb%3Dc%26d%3D%C3%BC')
})

test.each([
  ['away', 503, 4],
  ['limited', 429, 7],
  ['refused', 400, undefined],
  ['refused', 404, undefined],
  ['overloaded', 504, undefined],
  ['failed', 500, undefined],
] as const)('%s when the status is %i', async (kind, status, retryAfterSeconds) => {
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }
  const { client } = clientOf(() => problemAnswer(status, { headers }))
  await expect(client.get(overviewRoute)).rejects.toMatchObject({
    name: 'ApiError',
    kind,
    status,
    retryAfterSeconds,
    message: `detail of ${status}`,
  })
})

test('says which parameter is wrong', async () => {
  const { client } = clientOf(() => problemAnswer(400, { errors: { from: ['must be before to'] } }))
  await expect(client.get(overviewRoute)).rejects.toMatchObject({ message: 'from must be before to' })
})

test.each([500, 502])('a bare %i is a proxy that finds no API behind it', async (status) => {
  const { client } = clientOf(() => new Response('', { status }))
  await expect(client.get(overviewRoute)).rejects.toMatchObject({ kind: 'away', status })
})

test('away when nobody answers', async () => {
  const { client } = clientOf(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(client.get(overviewRoute)).rejects.toMatchObject({ kind: 'away', status: undefined })
})

test('away when the answer breaks off', async () => {
  const { client } = clientOf(
    () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('network error')) })),
  )
  await expect(client.get(overviewRoute)).rejects.toMatchObject({ kind: 'away' })
})

test('away when the answer takes more than a minute', async () => {
  vi.useFakeTimers()
  const { client } = clientOf(neverAnswers)
  const rejected = expect(client.get(overviewRoute)).rejects.toMatchObject({ kind: 'away' })
  await vi.advanceTimersByTimeAsync(60_000)
  await rejected
})

test.each([
  ['no JSON', () => new Response('<!doctype html>')],
  ['nothing', () => new Response('')],
  ['another shape', () => json({ ...overview, total_events: -1 })],
  ['more than there should be', () => json({ ...overview, extra: 1 })],
])('failed when the answer is %s', async (_, answer) => {
  const { client } = clientOf(answer)
  await expect(client.get(overviewRoute)).rejects.toMatchObject({ name: 'ApiError', kind: 'failed' })
})

test('who aborts gets the own reason, no ApiError', async () => {
  const { client } = clientOf(neverAnswers)
  const request = new AbortController()
  const rejected = expect(client.get(overviewRoute, {}, request.signal)).rejects.toBe('superseded')
  request.abort('superseded')
  await rejected
})
