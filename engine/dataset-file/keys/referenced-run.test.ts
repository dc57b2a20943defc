// The keys that others refer to are those that the rows of the run have: each in its range, from the first to the last.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { expect, test } from 'vitest'
import { BatchGenerator } from '../../generate/batch-generator.ts'
import type { Run } from '../../plan/run.ts'
import { referencedRun } from './referenced-run.ts'

const dataset: DatasetDefinition = {
  name: 'orders',
  comment: '',
  schemaVersion: 1,
  groups: [2, 1, 4],
  columns: [
    { name: 'id', type: { kind: 'UInt32' }, source: { from: 'sequence', first: 7 }, comment: '' },
    { name: 'order_id', type: { kind: 'UInt32' }, source: { from: 'group', first: 3 }, comment: '' },
    { name: 'line', type: { kind: 'UInt32' }, source: { from: 'position' }, comment: '' },
  ],
}

function runOf(rowCount: number): Run {
  return {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: 1,
    seed: '1',
    anchorMs: Date.UTC(2024, 0, 1),
    days: 1,
    batchRows: rowCount,
    shardCount: 1,
    filled: { dataset, before: { rowCount: 0, totals: {} } },
    segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
  }
}

test.each([1, 2, 3, 4, 6, 7, 8, 10, 14, 15, 700])('%i rows', (rowCount) => {
  const run = runOf(rowCount)
  const generator = new BatchGenerator(dataset, run)
  generator.generate(0)
  const referenced = referencedRun(run)
  expect(referenced.rowCount).toBe(rowCount)
  for (const [i, name] of ['id', 'order_id'].entries()) {
    const drawn = generator.columns[i]?.drawn
    const values = drawn?.layout === 'numbers' ? [...drawn.values.subarray(0, rowCount)] : []
    expect(referenced.keys(name)).toEqual({ first: Math.min(...values), count: new Set(values).size })
  }
  expect(referenced.keys('line')).toBeUndefined()
  expect(referenced.keys('other')).toBeUndefined()
})
