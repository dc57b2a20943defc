// The drain as every command runs it: over the staging stream that is opened, into the configured warehouse, dead letters
// in DATA_DIR. It promises to count each row it has put in.
import { join } from 'node:path'
import type { BlockHeader } from '../block/block.ts'
import type { Config } from '../config/config.ts'
import { DeadLetters } from '../drain/dead-letters.ts'
import { Drain } from '../drain/drain.ts'
import type { LedgerWriter } from '../ledger/ledger.ts'
import type { Machine } from '../machine/machine.ts'
import { thisMachine } from '../machine/this-machine.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { RetryOptions } from '../retry/retry-while-away.ts'
import type { Staging } from '../staging/staging.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { awayNotice } from './away-notice.ts'

export interface OpenDrainOptions {
  readonly config: Pick<Config, 'DATA_DIR' | 'INSERTS_IN_FLIGHT' | 'RETRY_SECONDS' | 'STAGED_BYTES_MAX'>
  readonly machine?: Machine
  readonly warehouse: WarehousePort
  readonly staging: Staging
  readonly ledger: LedgerWriter
  readonly counters: PipelineCounters
  readonly retry: Omit<RetryOptions, 'onRetry'>
  readonly notify: (message: string) => void
  /** Whether the block's rows are in for the first time; without it, every block's are. */
  readonly onInserted?: (header: BlockHeader) => boolean
  readonly onDeadLettered?: (header: BlockHeader) => void
}

export async function openDrain(options: OpenDrainOptions): Promise<Drain> {
  const { config, warehouse, staging, ledger, counters, retry, notify, onInserted, onDeadLettered } = options
  const { machine = thisMachine } = options
  const insertsInFlightMax = config.INSERTS_IN_FLIGHT
  return new Drain({
    // Handed out are those being inserted, and those whose commit waits for one of them.
    consumer: await staging.consume({ blocksInFlightMax: 2 * insertsInFlightMax }),
    warehouse,
    ledger,
    deadLetters: new DeadLetters(join(config.DATA_DIR, 'dead-letters'), machine.files),
    counters,
    retry: { ...retry, onRetry: awayNotice({ notify, retrySecondsMax: retry.retrySecondsMax }) },
    insertsInFlightMax,
    onInserted: (header) => {
      if (onInserted?.(header) ?? true) counters.rowsInserted += header.rowCount
    },
    onDeadLettered: (header, reason) => {
      notify(`dead letter: ${reason}`)
      if (header !== undefined) onDeadLettered?.(header)
    },
  })
}
