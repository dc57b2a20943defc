// Drains what is staged until it is told to stop. It promises that what was in flight then is in, and in the ledger.
import { aborted } from '../concurrency/aborted.ts'
import { LedgerWriter } from '../ledger/ledger.ts'
import { openDrain, type OpenDrainOptions } from './open-drain.ts'

export type DrainUntilOptions = Pick<
  OpenDrainOptions,
  'config' | 'warehouse' | 'staging' | 'counters' | 'notify' | 'machine'
>

export async function drainUntil(interrupt: AbortSignal, options: DrainUntilOptions): Promise<void> {
  const { config, warehouse, counters } = options
  const retry = { retrySecondsMax: config.RETRY_SECONDS, signal: interrupt }
  const ledger = new LedgerWriter(warehouse, retry)
  const draining = await openDrain({
    ...options,
    retry,
    ledger,
    onInserted: ({ rowCount }) => {
      counters.rowsDone += rowCount
      return true
    },
  })
  const drained = draining.run()
  try {
    // The drain ends only by failing, as long as it is not stopped.
    await Promise.race([drained, aborted(interrupt)])
  } finally {
    await draining.stop()
    await Promise.allSettled([drained, ledger.flush()])
  }
  await drained
  await ledger.flush()
}
