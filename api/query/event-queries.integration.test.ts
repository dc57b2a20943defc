import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { FilterColumn, Filters } from '@millrace/schemas/api/params/filter-params.ts'
import { overviewRoute, timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EventQueries } from './event-queries.ts'
import { awkwardText, dataset, endMs, madeEvent, seededEvents, type SeededEvents } from './testing/seeded-events.ts'

const { url } = await testClickHouse()
const dayMs = 86_400_000
const hourMs = 3_600_000
let seeded: SeededEvents
let events: (PageEvent & { timeMs: number })[]
let queries: EventQueries

beforeAll(async () => {
  seeded = await seededEvents(url, 200_000)
  const edges = [0, 1, 59_999, 60_000, hourMs - 1, hourMs].flatMap((offsetMs) => [
    madeEvent(endMs + 2 * dayMs + offsetMs),
    madeEvent(endMs + 2 * dayMs + offsetMs, { event_type: awkwardText, url: awkwardText }),
  ])
  await seeded.warehouse.insertRows('page_events', edges)
  events = (await seeded.all()).map((event) => ({ ...event, timeMs: Date.parse(event.ts) }))
  queries = seeded.queries
})

afterAll(() => seeded.close())

const columns: FilterColumn[] = ['event_type', 'user_id', 'url', 'referrer', 'country', 'device']

/** What is in the range and passes the filters, looked at one by one. */
function matching(fromMs: number | undefined, toMs: number | undefined, filters: Filters): typeof events {
  const wanted = columns.filter((column) => filters[column] !== undefined)
  return events.filter(
    (event) =>
      event.timeMs >= (fromMs ?? -Infinity) &&
      event.timeMs < (toMs ?? Infinity) &&
      wanted.every((column) => String(event[column]) === filters[column]),
  )
}

function countedBy<Key extends string | number>(found: typeof events, keyOf: (event: (typeof events)[0]) => Key) {
  const counts = new Map<Key, number>()
  for (const event of found) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1)
  return counts
}

const timeMs = fc
  .tuple(
    fc.integer({ min: endMs - 31 * dayMs, max: endMs + 4 * dayMs }),
    fc.constantFrom(1, 1000, 60_000, hourMs, dayMs),
  )
  .map(([time, unitMs]) => Math.floor(time / unitMs) * unitMs)
const range = fc
  .tuple(timeMs, timeMs)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }))
/** Those of some event, so that there is something to find. */
const filters = fc.tuple(fc.nat(), fc.subarray(columns, { maxLength: 2 })).map(([index, chosen]): Filters => {
  const event = events[index % events.length]
  return event === undefined ? {} : Object.fromEntries(chosen.map((column) => [column, String(event[column])]))
})
const iso = (time: number): string => new Date(time).toISOString()

describe('time series', () => {
  const interval = fc.constantFrom('1s', '7s', '30s', '1m', '5m', '90s', '7m', '1h', '90m', '5h', '1d', '7d')

  test('every bucket has what a look at every event finds', async () => {
    await fc.assert(
      fc.asyncProperty(range, interval, filters, fc.boolean(), async ({ fromMs, toMs }, interval, filters, isSplit) => {
        const asked = {
          from: iso(fromMs),
          to: iso(toMs),
          interval,
          ...filters,
          ...(isSplit ? { split: 'event_type' } : {}),
        }
        const parsed = timeSeriesRoute.query.safeParse(asked)
        fc.pre(parsed.success)
        const query = timeSeriesRoute.query.parse(asked)
        const answer = timeSeriesRoute.answer.schema.parse(await queries.timeSeries(query))
        const widthMs = query.interval * 1000
        const found = Map.groupBy(matching(fromMs, toMs, filters), (event) => Math.floor(event.timeMs / widthMs))
        const first = Math.floor(fromMs / widthMs)
        const expected = Array.from({ length: Math.ceil(toMs / widthMs) - first }, (_, i) => {
          const inBucket = found.get(first + i) ?? []
          return {
            bucket: iso((first + i) * widthMs),
            count: inBucket.length,
            ...(isSplit ? { counts: Object.fromEntries(countedBy(inBucket, (event) => event.event_type)) } : {}),
          }
        })
        expect(answer).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  test('a range without events is all zeros', async () => {
    const query = timeSeriesRoute.query.parse({
      from: '2020-01-01',
      to: '2020-01-02',
      interval: '1h',
      split: 'event_type',
    })
    const answer = await queries.timeSeries(query)
    expect(answer).toHaveLength(24)
    expect(answer[0]).toEqual({ bucket: '2020-01-01T00:00:00.000Z', count: 0, counts: {} })
  })
})

describe('type breakdown and most frequent values', () => {
  const openRange = fc.tuple(range, fc.boolean(), fc.boolean()).map(([{ fromMs, toMs }, hasFrom, hasTo]) => ({
    fromMs: hasFrom ? fromMs : undefined,
    toMs: hasTo ? toMs : undefined,
  }))
  const asText = ({ fromMs, toMs }: { fromMs: number | undefined; toMs: number | undefined }) => ({
    ...(fromMs === undefined ? {} : { from: iso(fromMs) }),
    ...(toMs === undefined ? {} : { to: iso(toMs) }),
  })

  test('types are counted as a look at every event counts them, with open ends too', async () => {
    await fc.assert(
      fc.asyncProperty(openRange, filters, async (range, filters) => {
        const query = typeBreakdownRoute.query.parse({ ...asText(range), ...filters })
        const answer = typeBreakdownRoute.answer.schema.parse(await queries.typeBreakdown(query))
        const found = matching(range.fromMs, range.toMs, filters)
        expect(answer).toEqual(Object.fromEntries(countedBy(found, (event) => event.event_type)))
      }),
      { numRuns: 25 },
    )
  })

  test('values come by their count, equal ones in the order of their letters', async () => {
    const by = fc.constantFrom('url', 'referrer', 'country', 'device')
    await fc.assert(
      fc.asyncProperty(openRange, filters, by, fc.integer({ min: 1, max: 1000 }), async (range, filters, by, limit) => {
        const query = topRoute.query.parse({ ...asText(range), ...filters, by, limit: String(limit) })
        const answer = topRoute.answer.schema.parse(await queries.top(query))
        const counts = countedBy(matching(range.fromMs, range.toMs, filters), (event) => event[query.by])
        const sorted = [...counts].sort(([a, m], [b, n]) => n - m || Buffer.compare(Buffer.from(a), Buffer.from(b)))
        expect(answer).toEqual(sorted.slice(0, limit).map(([key, count]) => ({ key, count })))
      }),
      { numRuns: 12 },
    )
  })

  test('a value is taken as it is, whatever it looks like', async () => {
    const answer = await queries.top(topRoute.query.parse({ by: 'url', url: awkwardText, event_type: awkwardText }))
    expect(answer).toEqual([{ key: awkwardText, count: 6 }])
    expect(await queries.typeBreakdown(typeBreakdownRoute.query.parse({ url: "' OR 1 = 1 --" }))).toEqual({})
    expect(await queries.typeBreakdown(typeBreakdownRoute.query.parse({ user_id: '18446744073709551615' }))).toEqual({})
    const direct = await queries.typeBreakdown(typeBreakdownRoute.query.parse({ referrer: '', country: 'DE' }))
    expect(direct).toEqual(
      Object.fromEntries(
        countedBy(matching(undefined, undefined, { referrer: '', country: 'DE' }), (event) => event.event_type),
      ),
    )
  })
})

describe('overview', () => {
  test('the last hour is exact to the millisecond', async () => {
    const now = fc.oneof(
      timeMs,
      fc.integer({ min: 0, max: 2 * hourMs }).map((ms) => endMs + 2 * dayMs + ms),
    )
    const users = new Set(events.map((event) => event.user_id)).size
    await fc.assert(
      fc.asyncProperty(now, async (nowMs) => {
        const counts = {
          total_events: events.length,
          events_last_hour: matching(nowMs - hourMs + 1, nowMs + 1, {}).length,
        }
        const answer = overviewRoute.answer.schema.parse(await queries.overview(nowMs))
        expect(answer).toEqual({ ...counts, unique_users: users })
        expect(await queries.overviewCounts(nowMs)).toEqual(counts)
      }),
      { numRuns: 15 },
    )
  })

  test('it is one request', async () => {
    let requests = 0
    const counting = new Warehouse({ url: () => (requests++, url), database: seeded.warehouse.database })
    const reader = counting.reader(defaultReadLimits)
    await new EventQueries(reader, dataset).overview(endMs)
    expect(requests).toBe(1)
    await reader.close()
  })
})
