// Producers and drain of one seeding process side by side, until every batch of its share is in, one of them fails, or the
// user has had enough. It promises that what was in flight then has ended, and that what is in is in the ledger.
import type { BlockHeader } from '../block/block.ts'
import { openDrain, type OpenDrainOptions } from '../ingest/open-drain.ts'
import { LedgerWriter } from '../ledger/ledger.ts'
import { datasetId, type Run } from '../plan/run.ts'
import { stagedBytesGate } from '../staging/staged-bytes-gate.ts'
import type { PendingBatches } from './pending-batches.ts'
import { produceBatches, type ProduceBatchesOptions } from './produce-batches.ts'
import type { Range } from './seed-options.ts'
import { stagedEnough } from './staged-enough.ts'

export interface PumpBatchesOptions
  extends
    Pick<OpenDrainOptions, 'config' | 'warehouse' | 'staging' | 'counters' | 'notify' | 'machine'>,
    Pick<ProduceBatchesOptions, 'batches' | 'pool' | 'laneCount'> {
  readonly run: Run
  readonly range: Range
  readonly pending: PendingBatches
  readonly interrupt: AbortSignal
}

export async function pumpBatches(options: PumpBatchesOptions): Promise<void> {
  const { config, run, range, warehouse, staging, pending, counters, interrupt } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([interrupt, stop.signal])
  const retry = { retrySecondsMax: config.RETRY_SECONDS, signal }
  const ledger = new LedgerWriter(warehouse, retry)
  /** Of this process's share of the run; one that is not pending came twice. */
  const isOwn = (header: BlockHeader): boolean =>
    header.datasetId === datasetId(run) && header.batch % range.count === range.index
  const drain = await openDrain({
    ...options,
    ledger,
    retry,
    onInserted: (header) => pending.markIn(header.datasetId, header.batch) || !isOwn(header),
    onDeadLettered: (header) => {
      if (header.datasetId === datasetId(run)) pending.settle(header.batch)
    },
  })
  const produced = produceBatches({
    ...options,
    gate: stagedBytesGate(staging, stagedEnough(config, counters)),
    retry: { ...retry, onRetry: () => counters.stagingRetries++ },
    signal,
  })
  const drained = drain.run()
  const allIn = produced.then(() => pending.waitUntilIn(warehouse, staging, retry, signal))
  try {
    // The drain ends only by failing, as long as it is not stopped.
    await Promise.race([allIn, drained])
    await allIn
  } catch (error) {
    stop.abort(error)
    await staging.close() // frees a lane that waits for room which nobody will make
    throw error
  } finally {
    await Promise.allSettled([allIn])
    await drain.stop()
    await Promise.allSettled([drained, ledger.flush()])
  }
  await drained
  await ledger.flush()
}
