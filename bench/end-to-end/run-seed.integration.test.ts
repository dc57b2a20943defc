import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { beforeAll, expect, test } from 'vitest'
import type { Arena } from './contender.ts'
import { disableRollups } from './disable-rollups.ts'
import { freshTables } from './fresh-tables.ts'
import { leftBehind } from './left-behind.ts'
import { runSeed } from './run-seed.ts'
import { testArena } from './testing/test-arena.ts'

const never = new AbortController().signal
let arena: Arena
beforeAll(async () => {
  arena = await testArena({ rows: 20_000 })
})

async function rowsRolledUp({ warehouse, dataset }: Arena): Promise<number[]> {
  const tables = Object.values(rollupsOf(dataset)).map(({ table }) => qualifiedName(warehouse.database, table))
  return Promise.all(tables.map(async (table) => Number(await warehouse.text(`SELECT count() FROM ${table}`))))
}

test('a run in a process of its own says what it used and how it went, with the settings that were asked for', async () => {
  await freshTables(arena)
  const settings = { workers: 1, batchRows: 3000, insertsInFlight: 2 }
  const outcome = await runSeed(arena, { staging: 'none', rows: arena.rows, format: 'rowbinary', ...settings }, never)
  expect(outcome.rows).toBe(20_000)
  expect(outcome.settings).toEqual(settings)
  // Seven batches were inserted, each once.
  expect(outcome.latencyHistogram?.reduce((sum, [, count]) => sum + count, 0)).toBe(7)
  expect(outcome.insertLatencyMs?.max).toBeGreaterThan(0)
  expect(outcome.timeline[0]).toEqual([0, 0])
  expect(outcome.timeline.at(-1)).toEqual([outcome.seconds, 20_000])
  expect(outcome.programCpuSeconds).toBeGreaterThan(0)
  expect(outcome.peakRssBytes).toBeGreaterThan(20e6)
  expect((await leftBehind(arena)).rows).toBe(20_000)
  for (const rows of await rowsRolledUp(arena)) expect(rows).toBeGreaterThan(0)
})

test('without rollups, none gets a row; with them again, all do', async () => {
  await freshTables(arena)
  await disableRollups(arena)
  await runSeed(arena, { staging: 'none', rows: arena.rows }, never)
  const { rows, left } = await leftBehind(arena)
  expect(rows).toBe(20_000)
  expect(left.rollupBytesPerRow).toBe(0)
  await freshTables(arena)
  await runSeed(arena, { staging: 'none', rows: arena.rows }, never)
  for (const rolledUp of await rowsRolledUp(arena)) expect(rolledUp).toBeGreaterThan(0)
})

test('a run that fails says why in a line, and one that is not wanted any more ends at once', async () => {
  await expect(runSeed(arena, { staging: 'none', rows: 1, batchRows: 2e6 }, never)).rejects.toThrow(
    'BATCH_ROWS=2000000 is not valid',
  )
  // The tables are full: nothing would be measured.
  await expect(runSeed(arena, { staging: 'none', rows: arena.rows }, never)).rejects.toThrow('the rows are in already')
  const controller = new AbortController()
  const running = runSeed(arena, { staging: 'none', rows: 1e9 }, controller.signal)
  controller.abort()
  await expect(running).rejects.toThrow('ended')
})
