import { afterAll, beforeAll, expect, test } from 'vitest'
import { datasetId, nextSegment, runRowCount } from '../plan/run.ts'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { Warehouse } from '../warehouse/warehouse.ts'
import { batchesIn, LedgerWriter } from './ledger.ts'
import { addSegment, loadRun } from './run-registry.ts'

const { url } = await testClickHouse()
let database: SeededDatabase

beforeAll(async () => {
  database = await seededDatabase(url, 1000, 100)
})

afterAll(() => database.warehouse.close())

const entry = (batch: number) => ({
  dataset: 'page_events',
  dataset_id: datasetId(database.run),
  batch,
  row_count: 100,
})

test('what is recorded is in the ledger soon, without being asked to', async () => {
  const ledger = new LedgerWriter(database.warehouse, { retrySecondsMax: 5 })
  for (const batch of [0, 1, 1, 2]) ledger.record(entry(batch))
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect([...(await batchesIn(database.warehouse, datasetId(database.run))).keys()].sort()).toEqual([0, 1, 2])
})

test('a flush that failed is made good by the next one', async () => {
  let isAway = true
  const warehouse = new Warehouse({
    url: () => (isAway ? 'http://127.0.0.1:1' : url),
    database: database.warehouse.database,
  })
  const ledger = new LedgerWriter(warehouse, { retrySecondsMax: 0 })
  ledger.record(entry(7))
  await expect(ledger.flush()).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  isAway = false
  await ledger.flush()
  expect((await batchesIn(warehouse, datasetId(database.run))).has(7)).toBe(true)
  await warehouse.close()
})

test('of many that make the run longer at once one wins, and all get the same run', async () => {
  const { warehouse, run } = database
  const runs = await Promise.all(
    [1500, 2000, 2500, 3000, 3500].map((rowCount) => addSegment(warehouse, run, nextSegment(run, rowCount))),
  )
  const [first] = runs
  for (const each of runs) expect(each).toEqual(first)
  expect(first?.segments.length).toBe(2)
  expect(await loadRun(warehouse, 'page_events')).toEqual(first)
  expect(runRowCount(first ?? run)).toBeGreaterThanOrEqual(1500)
})
