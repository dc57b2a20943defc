// Which table it is that is read: its UUID, asked again every few seconds, for a table may be dropped and made anew.
import { findTableUuid } from '@millrace/engine/ledger/run-registry.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'

const keptMs = 2_000

export class TableIdentity {
  readonly #reader: WarehouseReader
  readonly #table: string
  #known: { readonly uuid: string; readonly atMs: number } | undefined

  constructor(reader: WarehouseReader, table: string) {
    this.#reader = reader
    this.#table = table
  }

  /** Undefined while there is no such table. */
  async uuid(): Promise<string | undefined> {
    const nowMs = performance.now()
    if (this.#known !== undefined && nowMs - this.#known.atMs < keptMs) return this.#known.uuid
    const uuid = await findTableUuid(this.#reader, this.#table)
    this.#known = uuid === undefined ? undefined : { uuid, atMs: nowMs }
    return uuid
  }
}
