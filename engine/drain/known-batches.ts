// Which batches are in already: of a run those that the ledger named when the run was met first, and those inserted since; of
// live events those that the ledger names.
//
// The warehouse knows a repeated insert by its token, but only for so many inserts. What comes later than that (a staging
// stream that was wound back, a dead letter that has lain for days) is known here.
import type { BlockHeader } from '../block/block.ts'
import { isLiveStreamId } from '../intake/live-stream.ts'
import { batchesIn, isBatchIn } from '../ledger/ledger.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

/** A live block that is younger is known by its token: so many inserts as the warehouse remembers take longer. */
const youngMs = 60_000

type BatchId = Pick<BlockHeader, 'dataset' | 'datasetId' | 'batch' | 'madeMs'>

export class KnownBatches {
  readonly #warehouse: WarehousePort
  readonly #batches = new Map<string, Set<number>>()

  constructor(warehouse: WarehousePort) {
    this.#warehouse = warehouse
  }

  /** Throws `WAREHOUSE_UNAVAILABLE` when the ledger cannot be asked. */
  async has(id: BatchId): Promise<boolean> {
    const { datasetId, batch, madeMs = 0 } = id
    if (isLiveStreamId(datasetId)) return Date.now() - madeMs > youngMs && (await isBatchIn(this.#warehouse, id))
    let batches = this.#batches.get(datasetId)
    if (batches === undefined) {
      const named = await batchesIn(this.#warehouse, datasetId)
      // Others may have asked meanwhile, and added to their answer.
      batches = this.#batches.get(datasetId) ?? new Set(named.keys())
      this.#batches.set(datasetId, batches)
    }
    return batches.has(batch)
  }

  /** Live blocks are not kept: there is no end of them. */
  add({ datasetId, batch }: BatchId): void {
    this.#batches.get(datasetId)?.add(batch)
  }
}
