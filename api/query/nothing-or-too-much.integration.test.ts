import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import {
  eventsPageRoute,
  eventStreamRoute,
  timeSeriesRoute,
  topRoute,
  typeBreakdownRoute,
} from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { EventQueries } from './event-queries.ts'
import { dataset, endMs, seededEvents } from './testing/seeded-events.ts'
import { pageJson } from './page-json.ts'

const { url } = await testClickHouse()

test('before anything was seeded all answers are empty', async () => {
  const reader = new Warehouse({ url: () => url, database: 'never_seeded' }).reader(defaultReadLimits)
  const empty = new EventQueries(reader, dataset)
  expect(await empty.overview(endMs)).toEqual({ total_events: 0, unique_users: 0, events_last_hour: 0 })
  const day = { from: '2026-11-23', to: '2026-11-24' }
  const series = await empty.timeSeries(timeSeriesRoute.query.parse({ ...day, interval: '1h' }))
  expect(series.map(({ count }) => count)).toEqual(Array.from({ length: 24 }, () => 0))
  expect(await empty.typeBreakdown(typeBreakdownRoute.query.parse({}))).toEqual({})
  expect(await empty.top(topRoute.query.parse({ by: 'url' }))).toEqual([])
  expect(pageJson(await empty.eventLines(eventsPageRoute.query.parse({})))).toBe('{"events":[],"next_cursor":null}')
  expect(await empty.eventLines(eventStreamRoute.query.parse({}))).toEqual({ body: '', nextCursor: null })
  const { body, nextCursor } = await empty.eventStream(eventStreamRoute.query.parse({ limit: '5000' }))
  expect([await body.toArray(), nextCursor]).toEqual([[], null])
  await reader.close()
})

test('what is stopped at a limit is told from a ClickHouse that is away', async () => {
  const seeded = await seededEvents(url, 10_000)
  const tight = seeded.warehouse.reader({ ...defaultReadLimits, readRowsMax: 1000, memoryBytesMax: 100_000 })
  const limited = new EventQueries(tight, dataset)
  const stopped = { code: 'QUERY_LIMIT' }
  await expect(limited.top(topRoute.query.parse({ by: 'url' }))).rejects.toMatchObject(stopped)
  await expect(limited.eventLines(eventsPageRoute.query.parse({ limit: '1000' }))).rejects.toMatchObject(stopped)
  await tight.close()
  await seeded.close()
  const away = new Warehouse({ url: () => 'http://127.0.0.1:1', database: 'any' }).reader(defaultReadLimits)
  await expect(new EventQueries(away, dataset).overview(endMs)).rejects.toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
  })
  await away.close()
})
