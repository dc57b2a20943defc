// What the contract says of page_events, asked of the table itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const rowCount = 100_000
const { url } = await testClickHouse()
let database: SeededDatabase

beforeAll(async () => {
  database = await seededDatabase(url, rowCount, 20_000)
  for (const block of database.blocks) await database.warehouse.insertBlock(block)
})

afterAll(() => database.warehouse.close())

/** The numbers of the one row that a query answers. */
async function numbers(select: string, from = `${database.warehouse.database}.page_events`): Promise<number[]> {
  const row = await database.warehouse.text(`SELECT ${select} FROM ${from}`)
  return row.trim().split('\t').map(Number)
}

test('every event has its own id, a UUID v7 of its time', async () => {
  expect(await numbers("uniqExact(event_id), countIf(substring(toString(event_id), 15, 1) = '7')")).toEqual([
    rowCount,
    rowCount,
  ])
  expect(await numbers('countIf(UUIDv7ToDateTime(event_id) = ts)')).toEqual([rowCount])
  expect(await numbers("countIf(substring(toString(session_id), 15, 1) = '4')")).toEqual([rowCount])
})

test("a session's events share user, device, country and browser, and follow each other within minutes", async () => {
  const [sessions, whole, longestGapMs] = await numbers(
    'count(), countIf(users = 1 AND devices = 1 AND countries = 1 AND browsers = 1), max(gap)',
    `(SELECT session_id, uniqExact(user_id) AS users, uniqExact(device) AS devices, uniqExact(country) AS countries,
         uniqExact(metadata['browser']) AS browsers,
         arrayMax(arrayDifference(arraySort(groupArray(toUnixTimestamp64Milli(ts))))) AS gap
       FROM ${database.warehouse.database}.page_events GROUP BY session_id)`,
  )
  expect(whole).toBe(sessions)
  expect(longestGapMs).toBeLessThanOrEqual(600_000)
  const [perSession] = await numbers('count() / uniqExact(session_id)')
  expect(perSession).toBeGreaterThan(5)
})

test('times span thirty days and end at the anchor; evenings are busier than nights, week-ends quieter', async () => {
  const { anchorMs } = database.run
  const [first = 0, last = 0] = await numbers('min(toUnixTimestamp64Milli(ts)), max(toUnixTimestamp64Milli(ts))')
  expect(last).toBeLessThan(anchorMs)
  expect(first).toBeGreaterThanOrEqual(anchorMs - 30 * 86_400_000)
  expect(last - first).toBeGreaterThan(29.9 * 86_400_000)
  const [evening = 0, night = 0] = await numbers('countIf(toHour(ts) = 18), countIf(toHour(ts) = 6)')
  expect(evening / night).toBeGreaterThan(2)
  const [weekend = 0, weekday = 0] = await numbers(
    'countIf(toDayOfWeek(ts) > 5) / uniqExactIf(toDate(ts), toDayOfWeek(ts) > 5), ' +
      'countIf(toDayOfWeek(ts) <= 5) / uniqExactIf(toDate(ts), toDayOfWeek(ts) <= 5)',
  )
  expect(weekend / weekday).toBeLessThan(0.9)
})

test.each(['user_id', 'url', 'country'])('a tenth of the values of %s has much of the traffic', async (column) => {
  const table = `${database.warehouse.database}.page_events`
  const [share] = await numbers(
    `arraySum(arraySlice(counts, 1, intDiv(length(counts), 10) + 1)) / ${rowCount}`,
    `(SELECT arrayReverseSort(groupArray(rows)) AS counts FROM (SELECT count() AS rows FROM ${table} GROUP BY ${column}))`,
  )
  expect(share).toBeGreaterThan(0.3)
})
