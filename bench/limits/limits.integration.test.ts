import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchAnchorMs, benchDays } from './bench-times.ts'
import { limits } from './limits.ts'
import { readyFrames } from './ready-frames.ts'
import { serverInsertSelect } from './server-insert-select.ts'
import { testArena } from './testing/test-arena.ts'

const rows = 30_000
const arena = await testArena(rows)
const contenders = limits()

beforeAll(async () => {
  for (const contender of contenders) expect(await contender.prepare(arena)).toBeUndefined()
})
afterAll(async () => {
  for (const contender of contenders) await contender.close?.()
  const left = await arena.warehouse.text(
    `SELECT count() FROM system.tables WHERE database = '${arena.warehouse.database}' AND name LIKE 'bench_%'`,
  )
  expect(left.trim()).toBe('0')
})

test.each(contenders)('$id brings every row in, and into the rollups', async (contender) => {
  const { measured, found } = await arena.measured(contender)
  expect(measured.rows).toBe(rows)
  expect(measured.seconds).toBeGreaterThan(0)
  expect(found).toMatchObject({ rows, ids: rows, eventTypes: 7, byMinute: rows, byHour: rows })
  expect(found.firstMs).toBeGreaterThanOrEqual(benchAnchorMs - benchDays * 86_400_000)
  expect(found.lastMs).toBeLessThan(benchAnchorMs)
})

test('frames that would take more memory than they may are fewer, and go round', async () => {
  const produce = { format: 'native', encoding: 'none' } as const
  const batchRows = rows / 5
  const { measured, found } = await arena.measured(readyFrames({ produce, batchRows, frameBytesMax: 1 }))
  expect(measured.rows).toBe(rows)
  expect(found).toMatchObject({ rows, ids: batchRows })
})

test('rows made by the statement of page_events are no rows of another dataset', async () => {
  expect(await serverInsertSelect().prepare({ ...arena, dataset: datasetNamed('orders') })).toContain('orders')
})
