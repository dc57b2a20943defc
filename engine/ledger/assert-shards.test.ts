import { expect, test } from 'vitest'
import { assertShards } from './assert-shards.ts'

const run = {
  dataset: 'page_events',
  tableUuid: '',
  schemaVersion: 1,
  seed: '1',
  anchorMs: 0,
  days: 30,
  batchRows: 100,
  shardCount: 2,
  segments: [],
}

test('a run goes on with as many shards as it was begun on', () => {
  expect(() => assertShards(run, { shardCount: 2 })).not.toThrow()
})

test.each([
  [1, 'names one server now'],
  [3, 'names 3 shards now'],
])('not with %d', (shardCount, message) => {
  expect(() => assertShards(run, { shardCount })).toThrow(message)
})
