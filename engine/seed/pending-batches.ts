// The batches of this process's share that are not known to be in yet. With several drains on one staging stream another
// process may insert them: then the ledger tells.
import { MillraceError } from '../errors/millrace-error.ts'
import { batchesIn } from '../ledger/ledger.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import type { Staging } from '../staging/staging.ts'
import { Wakeup } from '../staging/wakeup.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

const pollIntervalMs = 250
const askLedgerEveryMs = 1_000
/** Longer than a ledger may lag: what is neither staged nor in the ledger after that is not on its way. */
const lostAfterMs = 10_000

export interface PendingBatchesOptions {
  readonly missing: ReadonlyMap<number, number>
  readonly datasetId: string
  /** Called once for each batch that is known to be in. */
  readonly onIn: (rowCount: number) => void
}

export class PendingBatches {
  readonly #options: PendingBatchesOptions
  readonly #pending: Map<number, number>
  readonly #settled = new Wakeup()
  #settledAtMs = performance.now()

  constructor(options: PendingBatchesOptions) {
    this.#options = options
    this.#pending = new Map(options.missing)
  }

  get count(): number {
    return this.#pending.size
  }

  /** Takes a batch off, because it is in; whether it was pending. */
  markIn(datasetId: string, batch: number): boolean {
    const rowCount = datasetId === this.#options.datasetId ? this.#pending.get(batch) : undefined
    if (rowCount === undefined) return false
    this.settle(batch)
    this.#options.onIn(rowCount)
    return true
  }

  /** Takes a batch off that will not come: it became a dead letter. */
  settle(batch: number): void {
    this.#pending.delete(batch)
    this.#settledAtMs = performance.now()
    this.#settled.wake()
  }

  /** Resolves when no batch is pending or `signal` aborts. Throws when some can no longer come. */
  async waitUntilIn(
    warehouse: WarehousePort,
    staging: Staging,
    retry: RetryOptions,
    signal: AbortSignal,
  ): Promise<void> {
    let askedAtMs = performance.now()
    while (this.#pending.size > 0 && !signal.aborted) {
      await this.#settled.sleep(pollIntervalMs)
      const quietMs = performance.now() - this.#settledAtMs
      if (quietMs < askLedgerEveryMs || performance.now() - askedAtMs < askLedgerEveryMs) continue
      const { blocks } = await retryWhileAway(retry, () => staging.backlog())
      const inNow = await retryWhileAway(retry, () => batchesIn(warehouse, this.#options.datasetId))
      for (const batch of [...this.#pending.keys()]) if (inNow.has(batch)) this.markIn(this.#options.datasetId, batch)
      askedAtMs = performance.now()
      if (blocks === 0 && quietMs > lostAfterMs && this.#pending.size > 0) {
        throw new MillraceError(
          'STAGING_UNAVAILABLE',
          `${this.#pending.size} batches are neither staged nor in (another process may have made dead letters of them); run the same command again`,
        )
      }
    }
  }
}
