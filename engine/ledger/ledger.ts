// Which batches of a run are in the warehouse, kept in the warehouse. It promises that what it names is in, and that it
// names a batch at most `flushIntervalMs` after `record` (or when the warehouse is back, if it is away then).
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { BlockHeader } from '../block/block.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import { batchesTable } from './ledger-ddl.ts'

/**
 * Each flush makes a part of ten files; two a second took up to a hundredth of a busy server's time. A batch that is in and not
 * named yet is made once more when the run goes on, and known by its token.
 */
const flushIntervalMs = 2_000

export interface LedgerEntry {
  readonly dataset: string
  readonly dataset_id: string
  readonly batch: number
  readonly row_count: number
  /** Of live events: Unix milliseconds that no row is earlier than. */
  readonly earliest_ms?: number | undefined
}

/** The entry of a block that is in. */
export function ledgerEntry({ dataset, datasetId, batch, rowCount, earliestMs }: BlockHeader): LedgerEntry {
  return { dataset, dataset_id: datasetId, batch, row_count: rowCount, earliest_ms: earliestMs }
}

const batchRow = z.object({ batch: z.number(), row_count: z.number() })

/** Batches of a run that are in, and how many rows each has. */
export async function batchesIn(warehouse: WarehousePort, datasetId: string): Promise<Map<number, number>> {
  const rows = await warehouse.query(
    `SELECT DISTINCT batch, row_count FROM ${qualifiedName(warehouse.database, batchesTable)}
     WHERE dataset_id = {datasetId:String}`,
    batchRow,
    { datasetId },
  )
  return new Map(rows.map((row) => [row.batch, row.row_count]))
}

/** Whether the ledger names that batch; of one alone, where nobody wants to know all. */
export async function isBatchIn(
  warehouse: WarehousePort,
  { dataset, datasetId, batch }: Pick<BlockHeader, 'dataset' | 'datasetId' | 'batch'>,
): Promise<boolean> {
  const rows = await warehouse.query(
    `SELECT DISTINCT batch, row_count FROM ${qualifiedName(warehouse.database, batchesTable)}
     WHERE dataset = {dataset:String} AND dataset_id = {datasetId:String} AND batch = {batch:UInt64}`,
    batchRow,
    { dataset, datasetId, batch },
  )
  return rows.length > 0
}

export class LedgerWriter {
  readonly #warehouse: WarehousePort
  readonly #retry: RetryOptions
  #pending: LedgerEntry[] = []
  #flushing: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(warehouse: WarehousePort, retry: RetryOptions) {
    this.#warehouse = warehouse
    this.#retry = retry
  }

  /** Takes note of a batch that is in. Throws what an earlier flush failed with. */
  record(entry: LedgerEntry): void {
    if (this.#failure !== undefined) throw this.#failure.error
    this.#pending.push(entry)
    this.#timer ??= setTimeout(() => void this.#flushInBackground(), flushIntervalMs)
  }

  /**
   * Never rejects: `record` throws what it failed with. It goes on by itself, for nobody may record anything more: a drain that
   * holds its blocks for known passes over every copy of them.
   */
  async #flushInBackground(): Promise<void> {
    try {
      await this.flush()
      this.#failure = undefined
    } catch (error) {
      this.#failure = { error }
      if (this.#retry.signal?.aborted === true || !isMillraceError(error) || !error.canRetry) return
      // It keeps no process alive that has nothing else to do.
      this.#timer ??= setTimeout(() => void this.#flushInBackground(), flushIntervalMs).unref()
    }
  }

  /** Resolves when everything recorded so far is in the ledger. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#flushing.then(async () => {
      const entries = this.#pending
      if (entries.length === 0) return
      this.#pending = []
      try {
        await retryWhileAway(this.#retry, () => this.#warehouse.insertRows(batchesTable, entries))
      } catch (error) {
        this.#pending.unshift(...entries)
        throw error
      }
    })
    const flushed = this.#flushing
    this.#flushing = flushed.catch(() => undefined) // who waits for this flush has it; the next one begins anew
    await flushed
  }
}
