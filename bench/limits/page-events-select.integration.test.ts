import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pageEventsSelect } from './page-events-select.ts'
import { ReadyTable } from './ready-table.ts'
import { testArena } from './testing/test-arena.ts'

const rows = 65_536
const { warehouse, dataset } = await testArena(rows)
const shape = z.record(z.string(), z.number())

/** What a table's rows are like, so far as it costs the server: how much there is of each column, and how often what comes. */
async function shapeOf(source: string): Promise<Record<string, number>> {
  const [found] = await warehouse.query(
    `SELECT countIf(event_type = 'page_view') / count() AS pageViews, uniqExact(session_id) / count() AS sessions,
      uniqExact(user_id) / uniqExact(session_id) AS usersOfSession, avg(length(url)) AS urlBytes, uniqExact(url) AS urls,
      uniqExact(referrer) AS referrers, countIf(referrer = '') / count() AS direct, uniqExact(country) AS countries,
      uniqExact(device) AS devices, avg(log(duration_ms)) AS duration, uniqExact(metadata) AS maps,
      avg(length(mapKeys(metadata))) AS keys, avg(user_id) AS userId FROM (${source})`,
    shape,
  )
  return found ?? {}
}

test('rows that the server makes are like those of Millrace, in the columns of the table and sorted by time', async () => {
  const sample = await ReadyTable.fill({ warehouse, dataset, name: 'bench_sample', rows })
  const select = pageEventsSelect(sample.name, rows, rows)
  const [ours, theirs] = [await shapeOf(`SELECT * FROM ${sample.name}`), await shapeOf(select)]
  expect(Object.keys(ours)).toHaveLength(13)
  for (const [name, value] of Object.entries(ours)) {
    expect((theirs[name] ?? NaN) / value, name).toBeGreaterThan(0.85)
    expect((theirs[name] ?? NaN) / value, name).toBeLessThan(1.15)
  }
  const described = await warehouse.text(`DESCRIBE (${select})`)
  expect(described.split('\n').map((line) => line.split('\t')[0])).toEqual([
    ...pageEvents.columns.map(({ name }) => name),
    '',
  ])
  const unsorted = await warehouse.text(
    `SELECT countIf(ts < before) FROM (SELECT ts, lagInFrame(ts) OVER (ORDER BY number) AS before
     FROM (SELECT number, ts FROM (${select.replace('FROM numbers_mt', ', number FROM numbers_mt')})))`,
  )
  expect(unsorted.trim()).toBe('0')
})
