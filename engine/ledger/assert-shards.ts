// Keeps the batches of a run on the shards where they are: with another number of shards they would have other owners, which
// know nothing of what is in already.
import { MillraceError } from '../errors/millrace-error.ts'
import type { Run } from '../plan/run.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

/** Throws `CONFIG` when the run was begun on another number of shards. */
export function assertShards(run: Run, { shardCount }: Pick<WarehousePort, 'shardCount'>): void {
  if (run.shardCount === shardCount) return
  throw new MillraceError(
    'CONFIG',
    `the run of ${run.dataset} was begun on ${shards(run.shardCount)}, and CLICKHOUSE_URL names ${shards(shardCount)} now: name ` +
      `those it was begun on, or start over (make drop DATASET=${run.dataset})`,
  )
}

function shards(count: number): string {
  return count === 1 ? 'one server' : `${count} shards`
}
