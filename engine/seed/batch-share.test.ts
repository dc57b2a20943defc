import { expect, test } from 'vitest'
import type { Run } from '../plan/run.ts'
import { batchShare } from './batch-share.ts'

const run: Run = {
  dataset: 'orders',
  tableUuid: '00000000-0000-0000-0000-000000000000',
  schemaVersion: 1,
  seed: '1',
  anchorMs: 0,
  days: 1,
  batchRows: 10,
  shardCount: 1,
  segments: [{ firstBatch: 0, firstRow: 0, rowCount: 95 }],
}

test('the shares of all machines are the whole run, and no batch is in two', () => {
  const shares = [0, 1, 2].map((index) => batchShare(run, { index, count: 3 }, new Map()))
  expect(shares.flatMap(({ missing }) => [...missing.keys()]).sort((a, b) => a - b)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ])
  expect(shares.reduce((total, { rowCount }) => total + rowCount, 0)).toBe(95)
})

test('what is in is not made again', () => {
  const share = batchShare(run, { index: 0, count: 1 }, new Map([[0, 10], [9, 5]])) // prettier-ignore
  expect([...share.missing.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(share.rowsIn).toBe(15)
})
