// Producers of one seeding process, and ClickHouse that consumes what they stage (`DRAIN=clickhouse`), until every batch of its
// share is in. What is in, the ledger tells, which ClickHouse writes with the rows; what is committed is in whole.
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { ClickHouseStaging } from '../drain/clickhouse/clickhouse-staging.ts'
import { ClickHouseWatch } from '../drain/clickhouse/clickhouse-watch.ts'
import { lookEveryMs, untilConsumed } from '../drain/clickhouse/until-consumed.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { batchesIn } from '../ledger/ledger.ts'
import { datasetId } from '../plan/run.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import type { AcquiredKafka } from '../staging/choose-staging.ts'
import { stagedBytesGate } from '../staging/staged-bytes-gate.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { produceBatches } from './produce-batches.ts'
import type { PumpBatchesOptions } from './pump-batches.ts'
import type { Config } from '../config/config.ts'

export interface PumpToClickHouseOptions extends PumpBatchesOptions {
  readonly config: Config
  readonly warehouse: Warehouse
  readonly dataset: EventDataset
  readonly staging: ClickHouseStaging
  readonly access: AcquiredKafka['access']
}

export async function pumpToClickHouse(options: PumpToClickHouseOptions): Promise<void> {
  const { config, dataset, run, warehouse, staging, pending, counters, notify, interrupt } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([interrupt, stop.signal])
  const retrySecondsMax = config.RETRY_SECONDS
  const tellAway = awayNotice({ notify, retrySecondsMax })
  const retry = {
    retrySecondsMax,
    signal,
    onRetry: (error: unknown) => {
      counters.insertRetries++
      tellAway(error)
    },
  }
  const id = datasetId(run)
  const watch = await ClickHouseWatch.start({
    ...options,
    datasets: [dataset],
    retry,
    onBroken: (key) => {
      if (key.datasetId === id) pending.settle(key.batch)
    },
  })
  const markThoseIn = async (): Promise<void> => {
    for (const [batch, rowCount] of await retryWhileAway(retry, () => batchesIn(warehouse, id))) {
      if (!pending.markIn(id, batch)) continue
      counters.rowsInserted += rowCount
      counters.blocksInserted++
    }
  }
  const produced = produceBatches({
    ...options,
    gate: stagedBytesGate(staging, (stagedBytes) => stagedBytes >= config.STAGED_BYTES_MAX),
    retry: { ...retry, onRetry: () => counters.stagingRetries++ },
    signal,
  })
  const isDone = new AbortController()
  const watched = (async () => {
    while (!signal.aborted && !isDone.signal.aborted) {
      await markThoseIn()
      await watch.look()
      await sleep(lookEveryMs)
    }
  })()
  const consumed = produced.then(() => untilConsumed({ dataset, staging, signal })).finally(() => isDone.abort())
  try {
    await Promise.all([consumed, watched])
  } catch (error) {
    stop.abort(error)
    await staging.close() // frees a lane that waits for room which nobody will make
    await Promise.allSettled([consumed, watched])
    throw error
  }
  if (signal.aborted) return
  await markThoseIn()
  await watch.look()
  if (pending.count > 0) throw notThere(pending.count)
}

function notThere(batchCount: number): MillraceError {
  return new MillraceError(
    'STAGING_UNAVAILABLE',
    `ClickHouse has consumed everything, and ${batchCount} batches are not in: was the table dropped, or does another server consume the same topic? Run the same command again`,
  )
}
