import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Run } from '../plan/run.ts'
import { shardBatches } from './shard-batches.ts'

test('every batch stands in one shard, in order, and shards differ by one batch at most', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 40 }),
      (more, batchRows, shards) => {
        const run: Run = {
          dataset: 'any',
          tableUuid: '',
          schemaVersion: 1,
          seed: '1',
          anchorMs: 0,
          days: 1,
          batchRows,
          shardCount: 1,
          segments: [{ firstBatch: 0, firstRow: 0, rowCount: more + 1 }],
        }
        const made = shardBatches(run, shards)
        expect(made.map(({ shard }) => shard)).toEqual(Array.from({ length: shards }, (_, shard) => shard))
        expect(made[0]?.firstBatch).toBe(0)
        expect(made.at(-1)?.endBatch).toBe(Math.ceil((more + 1) / batchRows))
        made.slice(1).forEach(({ firstBatch }, i) => expect(firstBatch).toBe(made[i]?.endBatch))
        const counts = made.map(({ firstBatch, endBatch }) => endBatch - firstBatch)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        expect(made.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(more + 1)
      },
    ),
  )
})
