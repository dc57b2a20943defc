// Which batches of runs are in already: those that the ledger named when the run was met first, and those inserted since.
//
// The warehouse knows a repeated insert by its token, but only for so many inserts. What comes later than that (a staging
// stream that was wound back, a dead letter that has lain for days) is known here.
import type { BlockHeader } from '../block/block.ts'
import { isLiveStreamId } from '../intake/live-stream.ts'
import { batchesIn } from '../ledger/ledger.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

type BatchId = Pick<BlockHeader, 'datasetId' | 'batch'>

export class KnownBatches {
  readonly #warehouse: WarehousePort
  readonly #batches = new Map<string, Set<number>>()

  constructor(warehouse: WarehousePort) {
    this.#warehouse = warehouse
  }

  /** Throws `WAREHOUSE_UNAVAILABLE` when the ledger cannot be asked. Blocks of live events are not looked up. */
  async has({ datasetId, batch }: BatchId): Promise<boolean> {
    if (isLiveStreamId(datasetId)) return false
    let batches = this.#batches.get(datasetId)
    if (batches === undefined) {
      const named = await batchesIn(this.#warehouse, datasetId)
      // Others may have asked meanwhile, and added to their answer.
      batches = this.#batches.get(datasetId) ?? new Set(named.keys())
      this.#batches.set(datasetId, batches)
    }
    return batches.has(batch)
  }

  add({ datasetId, batch }: BatchId): void {
    this.#batches.get(datasetId)?.add(batch)
  }
}
