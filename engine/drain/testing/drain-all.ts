// Drains until nothing is staged, for tests.
import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerWriter } from '../../ledger/ledger.ts'
import { PipelineCounters } from '../../progress/pipeline-counters.ts'
import type { Staging } from '../../staging/staging.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import type { DeadLetters } from '../dead-letters.ts'
import { Drain } from '../drain.ts'

const lookEveryMs = 20

export interface DrainAllOptions {
  readonly staging: Staging
  readonly warehouse: Warehouse
  readonly deadLetters: DeadLetters
  readonly retrySecondsMax: number
}

/** Resolves to the counters when everything is in and in the ledger. Rejects as the drain does. */
export async function drainAll(options: DrainAllOptions): Promise<PipelineCounters> {
  const { staging, warehouse, deadLetters, retrySecondsMax } = options
  const counters = new PipelineCounters()
  const ledger = new LedgerWriter(warehouse, { retrySecondsMax })
  const drain = new Drain({
    consumer: await staging.consume({ blocksInFlightMax: 8 }),
    warehouse,
    ledger,
    deadLetters,
    counters,
    retry: { retrySecondsMax },
    insertsInFlightMax: 4,
  })
  const over = new AbortController()
  const running = drain.run().finally(() => over.abort())
  const emptied = (async () => {
    while (!over.signal.aborted && (await staging.backlog()).blocks > 0) await sleep(lookEveryMs)
    await drain.stop()
  })()
  await Promise.all([running, emptied])
  await ledger.flush()
  return counters
}
