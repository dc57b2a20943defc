import { expect, test } from 'vitest'
import { windowBlocks } from './assert-deduplication.ts'

test.each([
  [
    'MergeTree',
    'MergeTree ORDER BY ts SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192',
    10_000,
  ],
  ['AggregatingMergeTree', 'AggregatingMergeTree ORDER BY bucket SETTINGS index_granularity = 8192', 0],
  ['MergeTree', 'MergeTree ORDER BY ts SETTINGS replicated_deduplication_window = 500', 0],
  [
    'ReplicatedMergeTree',
    "ReplicatedMergeTree('/t', 'r') ORDER BY ts SETTINGS replicated_deduplication_window = 50",
    50,
  ],
  ['ReplicatedMergeTree', "ReplicatedMergeTree('/t', 'r') ORDER BY ts SETTINGS index_granularity = 8192", undefined],
  ['SharedMergeTree', 'SharedMergeTree ORDER BY ts SETTINGS non_replicated_deduplication_window = 10000', undefined],
  ['Distributed', "Distributed('cluster', 'db', 'page_events')", undefined],
])('%s: %s', (engine, definition, blocks) => {
  expect(windowBlocks(engine, definition)).toBe(blocks)
})
