// Which batches stand in which shard: a contiguous range each, as even as whole batches allow.
import { batchSpec } from '../plan/batch-spec.ts'
import { runBatchCount, type Run } from '../plan/run.ts'

export interface Shard {
  readonly shard: number
  readonly firstBatch: number
  /** One past the last. */
  readonly endBatch: number
  readonly rowCount: number
}

/** Where there are fewer batches than shards, some shards have no rows. */
export function shardBatches(run: Run, shards: number): Shard[] {
  const batchCount = runBatchCount(run)
  const edge = (shard: number): number => Math.floor((shard * batchCount) / shards)
  return Array.from({ length: shards }, (_, shard) => {
    const [firstBatch, endBatch] = [edge(shard), edge(shard + 1)]
    let rowCount = 0
    for (let batch = firstBatch; batch < endBatch; batch++) rowCount += batchSpec(run, batch).rowCount
    return { shard, firstBatch, endBatch, rowCount }
  })
}
