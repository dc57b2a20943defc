// Every route over a real ClickHouse, as clients see it.
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { pageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import {
  aliveRoute,
  eventsPageRoute,
  openApiRoute,
  overviewRoute,
  pipelineRoute,
  readinessRoute,
  timeSeriesRoute,
  topRoute,
  typeBreakdownRoute,
} from '@millrace/schemas/api/routes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { madeEvent, seededEvents, type SeededEvents } from './query/testing/seeded-events.ts'
import { testApi, type TestApi } from './testing/test-api.ts'

const rowCount = 20_000
const { url } = await testClickHouse()
let seeded: SeededEvents
beforeAll(async () => {
  seeded = await seededEvents(url, rowCount)
})
afterAll(() => seeded.close())

function apiOverSeeded(environment: Record<string, string> = {}): Promise<TestApi> {
  return testApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: seeded.warehouse.database, ...environment })
}

test('each answers what its schema says', async () => {
  const api = await apiOverSeeded()
  const day = 'from=2026-11-20&to=2026-11-21'
  const answers = [
    [overviewRoute, ''],
    [timeSeriesRoute, `?${day}&interval=1h&split=event_type`],
    [typeBreakdownRoute, ''],
    [topRoute, '?by=country&limit=3'],
    [eventsPageRoute, '?limit=7'],
    [pipelineRoute, ''],
    [aliveRoute, ''],
    [readinessRoute, ''],
    [openApiRoute, ''],
  ] as const
  for (const [{ path, answer }, query] of answers) {
    const { status, body, headers } = await api.get(`${path}${query}`)
    expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'application/json; charset=utf-8'])
    expect(answer.schema.safeParse(body)).toMatchObject({ success: true })
  }
  expect((await api.get('/metrics/overview')).body).toMatchObject({ total_events: rowCount })
  expect(
    Object.values((await api.get('/metrics/type-breakdown')).body as object).reduce((a: number, b) => a + Number(b), 0),
  ).toBe(rowCount)
  const series = timeSeriesRoute.answer.schema.parse(
    (await api.get('/metrics/time-series?from=2026-10-01&to=2026-12-01&interval=1d')).body,
  )
  expect(series).toHaveLength(61)
  expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(rowCount)
  expect((await api.get('/metrics')).body).toContain('millrace_service_up{service="clickhouse"} 1')
})

test('wrong parameters, forged cursors, other paths and methods are told what is wrong', async () => {
  const api = await apiOverSeeded()
  const { next_cursor: cursor } = eventsPageRoute.answer.schema.parse((await api.get('/metrics/events?limit=1')).body)
  const cases: readonly [path: string, status: number, init?: RequestInit][] = [
    ['/metrics/overview?since=1', 400],
    ['/metrics/time-series', 400],
    ['/metrics/events?cursor=AAAA', 400],
    [`/metrics/events?order=desc&cursor=${cursor ?? ''}`, 400],
    [`/events?cursor=x${cursor?.slice(1) ?? ''}`, 400],
    ['/metrics/events?cursor=%00%ff%zz', 400],
    ['/nothing', 404],
    ['/metrics/overview', 405, { method: 'DELETE' }],
  ]
  for (const [path, status, init] of cases) {
    const { body, headers, ...answer } = await api.get(path, init)
    expect([path, answer.status]).toEqual([path, status])
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(problem.parse(body)).toMatchObject({ status, request_id: headers.get('x-request-id') })
  }
  const { body } = await api.get('/metrics/events?cursor=AAAA')
  expect(problem.parse(body).errors?.['cursor']).toEqual([expect.stringContaining('is not a cursor')])
})

test('pages walked by cursor while rows arrive, kept pages among them, hold every earlier row once', async () => {
  const api = await apiOverSeeded()
  const { warehouse } = seeded
  const walking = new AbortController()
  const arrivals = (async () => {
    while (!walking.signal.aborted) {
      const times = Array.from(
        { length: 20 },
        () => Date.UTC(2026, 9, 25) + Math.floor(Math.random() * 30) * 86_400_000,
      )
      await warehouse.insertRows(
        'page_events',
        times.map((timeMs) => madeEvent(timeMs, { url: 'https://late.example/' })),
      )
    }
  })()
  try {
    for (const path of ['/metrics/events?limit=1500', '/events?limit=2000', '/events?limit=7000']) {
      const before = new Set((await seeded.all()).map(({ event_id }) => event_id))
      const walked = await walk(api, path)
      const ids = walked.map(({ event_id }) => event_id)
      const found = new Set(ids)
      expect(found.size).toBe(ids.length)
      expect([...before].filter((id) => !found.has(id))).toEqual([])
    }
  } finally {
    walking.abort()
    await arrivals
  }
})

async function walk(api: TestApi, path: string) {
  const events = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { status, body, headers } = await api.get(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    if (typeof body === 'string') {
      events.push(
        ...body
          .split('\n')
          .slice(0, -1)
          .map((line) => pageEvent.parse(JSON.parse(line))),
      )
      cursor = headers.get('x-next-cursor')
    } else {
      const page = eventsPageRoute.answer.schema.parse(body)
      events.push(...page.events)
      cursor = page.next_cursor
    }
  }
  return events
}

test('a page that was kept shows a row that has come since', async () => {
  const api = await apiOverSeeded()
  const path = '/metrics/events?order=desc&limit=1'
  const newest = async () => eventsPageRoute.answer.schema.parse((await api.get(path)).body).events[0]?.event_id
  const before = await newest()
  expect(await newest()).toBe(before)
  await seeded.warehouse.insertRows('page_events', [madeEvent(Date.UTC(2030, 0, 1) + Math.random() * 1e9)])
  expect(await newest()).not.toBe(before)
})

test('a client that asks too often is told when to come again, but may always ask how the API is', async () => {
  const api = await apiOverSeeded({ API_RATE_LIMIT: '3' })
  const answers = []
  for (let i = 0; i < 4; i++) answers.push(await api.get('/metrics/overview'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  expect(answers[0]?.headers.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/)
  expect(answers[3]?.headers.get('ratelimit-policy')).toBe('"default";q=3;w=10')
  expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(problem.parse(answers[3]?.body).detail).toContain('3 times in 10 s')
  for (const path of ['/healthz', '/readyz', '/metrics']) expect((await api.get(path)).status).toBe(200)
})

test('an answer that has not changed is not sent again', async () => {
  const api = await apiOverSeeded()
  const { headers } = await api.get('/metrics/type-breakdown')
  const again = await api.get('/metrics/type-breakdown', { headers: { 'If-None-Match': headers.get('etag') ?? '' } })
  expect([again.status, again.body]).toEqual([304, ''])
})
