import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchAnchorMs, benchDays } from '../limits/bench-times.ts'
import { testArena } from '../limits/testing/test-arena.ts'
import { peers } from './peers.ts'

/** Compiling Go's packages for the first time takes a minute or two. */
const prepareMsMax = 10 * 60_000
const rows = 25_000
const rowsOf: Readonly<Record<string, number>> = { 'peer python': 20_000, 'peer python default': 20_000 }
const arena = await testArena(rows)
const contenders = peers()

beforeAll(async () => {
  const reasons = await Promise.all(
    contenders.map(async (contender) => [contender.id, await contender.prepare(arena)] as const),
  )
  expect(reasons.filter(([, reason]) => reason !== undefined)).toEqual([])
}, prepareMsMax)
afterAll(async () => {
  for (const contender of contenders) await contender.close?.()
})

test.each(contenders)('$id brings every row in, and into the rollups', async (contender) => {
  const { measured, found } = await arena.measured(contender)
  const expected = rowsOf[contender.id] ?? rows
  expect(measured.rows).toBe(expected)
  expect(measured.seconds).toBeGreaterThan(0)
  expect(found).toMatchObject({ rows: expected, ids: expected, eventTypes: 7, byMinute: expected, byHour: expected })
  const spanMs = (benchDays * 86_400_000 * expected) / rows
  expect(found.firstMs).toBeGreaterThanOrEqual(benchAnchorMs - spanMs)
  expect(found.firstMs).toBeLessThan(benchAnchorMs - 0.99 * spanMs)
  expect(found.lastMs).toBeLessThan(benchAnchorMs)
})

test('all but ClickHouse itself make page_events only, and say so', async () => {
  const orders = { ...arena, dataset: datasetNamed('orders') }
  const reasons = await Promise.all(
    peers()
      .filter(({ id }) => id !== 'peer clickhouse csv')
      .map((peer) => peer.prepare(orders)),
  )
  for (const reason of reasons) expect(reason).toContain('not orders')
})
