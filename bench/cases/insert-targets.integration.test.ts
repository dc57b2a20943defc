// Whether each table is what its name says, on the real ClickHouse.
import { afterAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '@millrace/engine/config/config.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { insertTargets } from './insert-targets.ts'
import { stageBlocks } from './stage-blocks.ts'

const { url } = await testClickHouse()
const database = 'insert_targets'
const warehouse = new Warehouse({ url: () => url, database })
afterAll(() => warehouse.close())

const dataset = datasetNamed('page_events')
const targets = insertTargets({ config: readConfig({ DATA_DIR: inject('dataDir') }), warehouse, dataset })
const batchRows = 50

async function fill(name: string): Promise<Record<string, number>> {
  const target = targets.find((candidate) => candidate.name === name)
  if (target === undefined) throw new Error(`there is no ${name}`)
  await target.create()
  await target.create() // whatever an interrupted bench has left
  const { next } = await stageBlocks({ dataset, rows: batchRows }, 'native', batchRows)
  for (let block = 0; block < 2; block++) {
    const { header, frame } = next()
    await warehouse.insertBlock({ header: { ...header, dataset: target.table }, frame })
  }
  const rows = await rowsByTable()
  await target.drop()
  expect(await rowsByTable()).toEqual({})
  return rows
}

test('Null takes two blocks and keeps nothing', async () => {
  expect(await fill('into Null')).toEqual({ page_events_stage: 0 })
})

test('the table alone keeps them, and feeds nothing', async () => {
  expect(await fill('into MergeTree')).toEqual({ page_events_stage: 2 * batchRows })
})

test('with rollups, each of these has rows too', async () => {
  const { page_events_stage: rows, ...rollups } = await fill('with rollups')
  expect(rows).toBe(2 * batchRows)
  expect(Object.keys(rollups).length).toBeGreaterThan(1)
  for (const [name, rollupRows] of Object.entries(rollups)) expect(rollupRows, name).toBeGreaterThan(0)
})

async function rowsByTable(): Promise<Record<string, number>> {
  const tables = await warehouse.query(
    `SELECT name FROM system.tables
     WHERE database = {database:String} AND name LIKE '%stage%' AND engine != 'MaterializedView'`,
    z.object({ name: z.string() }),
    { database },
  )
  const counted = tables.map(async ({ name }): Promise<[string, number]> => {
    const [row] = await warehouse.query(`SELECT count() AS n FROM ${database}.${name}`, z.object({ n: z.number() }))
    return [name, row?.n ?? NaN]
  })
  return Object.fromEntries(await Promise.all(counted))
}
