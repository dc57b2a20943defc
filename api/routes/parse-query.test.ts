import {
  eventsPageRoute,
  overviewRoute,
  pipelineRoute,
  timeSeriesRoute,
  topRoute,
  typeBreakdownRoute,
} from '@millrace/schemas/api/routes.ts'
import type { RouteDefinition } from '@millrace/schemas/api/route.ts'
import { expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'

test('text becomes times, seconds and numbers; defaults are filled in', () => {
  const from = '2026-11-01'
  const to = '2026-11-24T12:00:00%2B01:00'
  expect(parseQuery(timeSeriesRoute, `from=${from}&to=${to}&interval=5m&event_type=click`)).toEqual({
    ok: true,
    query: { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 24, 11), interval: 300, event_type: 'click' },
  })
  expect(parseQuery(eventsPageRoute, '')).toEqual({ ok: true, query: { limit: 100, order: 'asc' } })
  expect(parseQuery(eventsPageRoute, 'referrer=&user_id=18446744073709551615')).toMatchObject({
    query: { referrer: '', user_id: '18446744073709551615' },
  })
})

const day = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z'

const refused: readonly (readonly [RouteDefinition, string, Readonly<Record<string, RegExp>>])[] = [
  [pipelineRoute, 'a=1', { a: /is not a parameter of \/pipeline; it takes none/ }],
  [overviewRoute, 'a=1', { a: /is not a parameter of \/metrics\/overview; there are dataset/ }],
  [overviewRoute, 'dataset=', { dataset: /must be a name from \/metrics\/datasets/ }],
  [timeSeriesRoute, 'interval=1h', { from: /is missing/, to: /is missing/ }],
  [timeSeriesRoute, `${day}&interval=1s`, { interval: /more than 10000 buckets/ }],
  [timeSeriesRoute, `${day}&interval=0m`, { interval: /30s, 1m, 5m, 1h, 1d/ }],
  [timeSeriesRoute, `${day}&interval=1h&split=url`, { split: /must be event_type/ }],
  [timeSeriesRoute, 'from=yesterday&to=2026-11-02&interval=1h', { from: /must be a time such as/ }],
  [timeSeriesRoute, 'from=2026-02-30&to=2026-03-02&interval=1h', { from: /must be a time such as/ }],
  [timeSeriesRoute, 'from=0001-01-01&to=2026-03-02&interval=1d', { from: /from 1970 to 2105/ }],
  [typeBreakdownRoute, 'from=2026-11-02&to=2026-11-01', { from: /must be before to/ }],
  [topRoute, 'by=browser', { by: /must be url, referrer, country or device/ }],
  [topRoute, '', { by: /is missing/ }],
  [topRoute, 'by=url&limit=1001', { limit: /must be a whole number from 1 to 1000/ }],
  [topRoute, 'by=url&limit=1e2', { limit: /whole number/ }],
  [topRoute, 'by=url&limit=', { limit: /whole number/ }],
  [topRoute, 'by=url&limit=1&limit=2', { limit: /is given more than once/ }],
  [eventsPageRoute, 'user_id=18446744073709551616', { user_id: /from 0 to 18446744073709551615/ }],
  [eventsPageRoute, 'user_id=x', { user_id: /whole number/ }],
  [eventsPageRoute, 'cursor=%00', { cursor: /not a cursor/ }],
  [eventsPageRoute, 'order=up', { order: /must be asc or desc/ }],
  [eventsPageRoute, 'constructor=1', { constructor: /not a parameter/ }],
]

test.each(refused)('%s %s is refused with what is wrong', (route, queryString, expected) => {
  const parsed = parseQuery(route, queryString)
  const errors = parsed.ok ? {} : parsed.errors
  expect(Object.keys(errors).toSorted()).toEqual(Object.keys(expected).toSorted())
  for (const [name, pattern] of Object.entries(expected)) expect(errors[name]?.join()).toMatch(pattern)
})
