import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import { pageEvent, type PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import { eventsPageRoute, eventStreamRoute } from '@millrace/schemas/api/routes.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EventQueries } from './event-queries.ts'
import { eventTable } from './event-table.ts'
import { InvalidCursorError } from './invalid-cursor-error.ts'
import { awkwardText, dataset, endMs, madeEvent, seededEvents, type SeededEvents } from './testing/seeded-events.ts'
import { pageJson } from './page-json.ts'

const { url } = await testClickHouse()
const dayMs = 86_400_000
const crowdedMs = endMs - 3 * dayMs + 7
let seeded: SeededEvents
let queries: EventQueries

beforeAll(async () => {
  seeded = await seededEvents(url, 30_000)
  queries = seeded.queries
  const crowd = Array.from({ length: 5_000 }, (_, i) =>
    madeEvent(crowdedMs, { event_type: i % 5 === 0 ? 'rare' : 'common' }),
  )
  await seeded.warehouse.insertRows('page_events', [...crowd, madeEvent(endMs + dayMs, { url: awkwardText })])
})

afterAll(() => seeded.close())

async function page(params: Record<string, string>) {
  const answer = pageJson(await queries.eventLines(eventsPageRoute.query.parse(params)))
  return eventsPageRoute.answer.schema.parse(JSON.parse(answer))
}

async function walk(params: Record<string, string>): Promise<PageEvent[]> {
  const found: PageEvent[] = []
  let cursor: string | undefined
  for (;;) {
    const { events, next_cursor } = await page({ ...params, ...(cursor === undefined ? {} : { cursor }) })
    found.push(...events)
    if (next_cursor === null) return found
    cursor = next_cursor
  }
}

async function stream(params: Record<string, string>) {
  const { body, nextCursor } = await queries.eventStream(eventStreamRoute.query.parse(params))
  const lines = (await text(body)).split('\n')
  expect(lines.pop()).toBe('')
  return {
    events: lines.map((line) => pageEvent.parse(JSON.parse(line))),
    nextCursor,
  }
}

describe('pages', () => {
  test('walking to the end gives every event once, in order, in both orders', async () => {
    const all = await seeded.all()
    expect(all.length).toBe(35_001)
    expect(await walk({ limit: '1999' })).toEqual(all)
    expect(await walk({ limit: '10000', order: 'desc' })).toEqual(all.toReversed())
  })

  test('filters and range hold on every page, amid equal times', async () => {
    const all = await seeded.all()
    const at = new Date(crowdedMs).toISOString()
    const after = new Date(crowdedMs + 1).toISOString()
    const rare = all.filter(({ ts, event_type }) => ts === at && event_type === 'rare')
    expect(rare.length).toBe(1_000)
    expect(await walk({ event_type: 'rare', limit: '99' })).toEqual(rare)
    expect(await walk({ from: at, to: after, event_type: 'rare', limit: '100', order: 'desc' })).toEqual(
      rare.toReversed(),
    )
    expect(await walk({ from: at, limit: '5000' })).toEqual(all.filter(({ ts }) => ts >= at))
    expect(await walk({ to: at, limit: '7777' })).toEqual(all.filter(({ ts }) => ts < at))
    expect((await walk({ url: awkwardText })).map((event) => event.url)).toEqual([awkwardText])
  })

  test('the last page has no cursor, also when it is just full', async () => {
    const all = await seeded.all()
    expect((await page({ event_type: 'rare', limit: '1000' })).next_cursor).toBeNull()
    expect((await page({ event_type: 'rare', limit: '999' })).next_cursor).not.toBeNull()
    expect(await page({ from: '2030-01-01' })).toEqual({ events: [], next_cursor: null })
    expect((await page({ user_id: all[0] === undefined ? '' : String(all[0].user_id), limit: '1' })).events).toEqual([
      all[0],
    ])
  })

  test.each(['asc', 'desc'])('every event that was there is given once while others arrive (%s)', async (order) => {
    const before = (await seeded.all()).map((event) => event.event_id)
    const walking = new AbortController()
    const inserting = (async () => {
      for (let i = 0; !walking.signal.aborted; i++) {
        const times = [crowdedMs, endMs - 30 * dayMs + i, endMs - 15 * dayMs + i * 1000, endMs + i, endMs - 40 * dayMs]
        await seeded.warehouse.insertRows(
          'page_events',
          times.map((timeMs) => madeEvent(timeMs)),
        )
      }
      return (await seeded.all()).length
    })()
    const found = (await walk({ limit: '701', order })).map((event) => event.event_id)
    walking.abort()
    expect(await inserting).toBeGreaterThan(before.length)
    const once = new Set(found)
    expect(once.size).toBe(found.length)
    expect(before.filter((id) => !once.has(id))).toEqual([])
  })
})

describe('cursors', () => {
  test('one that was changed, cut, or given out for something else is refused', async () => {
    const cursor = (await page({ event_type: 'rare', limit: '10' })).next_cursor ?? ''
    expect((await page({ event_type: 'rare', limit: '3', cursor })).events).toHaveLength(3)
    const refused: Record<string, string>[] = [
      { event_type: 'rare', cursor: cursor.slice(0, -1) },
      { event_type: 'rare', cursor: `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}` },
      { event_type: 'rare', cursor: 'x' },
      { event_type: 'rare', cursor, order: 'desc' },
      { event_type: 'rare', cursor, from: '2026-01-01' },
      { event_type: 'common', cursor },
      { cursor },
    ]
    for (const params of refused) await expect(page(params)).rejects.toThrow(InvalidCursorError)
  })

  test('one of a table that was dropped, or made anew, is stale', async () => {
    const other = await seededEvents(url, 100)
    const query = eventsPageRoute.query.parse({ limit: '10' })
    const { next_cursor: cursor } = z
      .object({ next_cursor: z.string() })
      .parse(JSON.parse(pageJson(await other.queries.eventLines(query))))
    const goOn = () => new EventQueries(other.reader, dataset).eventLines({ ...query, cursor })
    expect((await goOn()).body).toContain('"event_id"')
    await dropTables(other.warehouse, dataset)
    await expect(goOn()).rejects.toThrow(InvalidCursorError)
    await ensureTables(other.warehouse, dataset, 0)
    await expect(goOn()).rejects.toThrow('made anew')
    await other.close()
  })
})

describe('streams', () => {
  test('a long one has the same events as the pages, and they can go on from each other', async () => {
    const all = await seeded.all()
    const first = await stream({ limit: '20000' })
    expect(first.events).toEqual(all.slice(0, 20_000))
    const middle = await page({ limit: '150', cursor: first.nextCursor ?? '' })
    expect(middle.events).toEqual(all.slice(20_000, 20_150))
    const rest = await stream({ limit: '1000000', cursor: middle.next_cursor ?? '' })
    expect(rest.events).toEqual(all.slice(20_150))
    expect(rest.nextCursor).toBeNull()
  })

  test('newest first, filtered, short or long', async () => {
    const newest = (await seeded.all()).toReversed()
    expect((await stream({ limit: '3000', order: 'desc' })).events).toEqual(newest.slice(0, 3000))
    const common = newest.filter((event) => event.event_type === 'common')
    const long = await stream({ limit: '2500', event_type: 'common', order: 'desc' })
    expect(long.events).toEqual(common.slice(0, 2500))
    const short = await stream({ limit: '2000', event_type: 'common', order: 'desc', cursor: long.nextCursor ?? '' })
    expect(short).toEqual({ events: common.slice(2500), nextCursor: null })
  })

  test('one that ends just at its limit has no cursor', async () => {
    const crowd = { from: new Date(crowdedMs).toISOString(), to: new Date(crowdedMs + 1).toISOString() }
    const count = (await stream({ ...crowd, limit: '900000' })).events.length
    expect((await stream({ ...crowd, limit: String(count) })).nextCursor).toBeNull()
    expect((await stream({ ...crowd, limit: String(count - 1) })).nextCursor).not.toBeNull()
  })

  test('one that is left stops its query on the server', async () => {
    const table = eventTable(seeded.warehouse.database, dataset).names.raw
    // Enough that it does not fit into the buffers between here and there.
    await queryClickHouse(
      url,
      `INSERT INTO ${table} (ts, event_id, url) SELECT fromUnixTimestamp64Milli(toInt64(number), 'UTC'), generateUUIDv4(), repeat('x', 2000) FROM numbers(30000)`,
    )
    const running = (): Promise<string> =>
      queryClickHouse(
        url,
        `SELECT count() FROM system.processes WHERE query LIKE '%${seeded.warehouse.database}%' AND query NOT LIKE '%processes%'`,
      )
    const query = eventStreamRoute.query.parse({ limit: '29000', to: '1970-01-02' })
    const { body } = await queries.eventStream(query)
    await once(body, 'readable')
    await expect.poll(running, { timeout: 20_000 }).toBe('1')
    body.destroy()
    await expect.poll(running, { timeout: 20_000 }).toBe('0')
  })
})
