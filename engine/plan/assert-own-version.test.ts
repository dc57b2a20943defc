import { expect, test } from 'vitest'
import { orders } from '@millrace/schemas/datasets/orders.ts'
import { assertOwnVersion, filledVersion } from './assert-own-version.ts'
import type { Run } from './run.ts'

const run: Run = {
  dataset: orders.name,
  tableUuid: '00000000-0000-0000-0000-000000000000',
  schemaVersion: orders.schemaVersion,
  seed: 'tried',
  anchorMs: Date.UTC(2026, 10, 24),
  days: 30,
  batchRows: 1000,
  shardCount: 1,
  segments: [],
}
const filled = { dataset: orders, before: { rowCount: 0, totals: {} } }

test('runs of this version are gone on with', () => {
  expect(() => assertOwnVersion(run)).not.toThrow()
  expect(() => assertOwnVersion({ ...run, schemaVersion: filledVersion, filled })).not.toThrow()
})

test('of another one, whose rows would be others, it says which', () => {
  const older = { ...run, schemaVersion: 1 }
  const message = /rows of orders .* another version .*version 1; this one makes version 2.* make drop/
  expect(() => assertOwnVersion(older)).toThrow(message)
  expect(() => assertOwnVersion({ ...older, filled })).toThrow(message)
})
