// Tells the blocks of runs that the warehouse knows from those that were left in staging by a run whose table is gone.
import type { BlockHeader } from '../block/block.ts'
import { loadRun, hasTable } from '../ledger/run-registry.ts'
import { datasetId } from '../plan/run.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

const askAgainAfterMs = 1_000

export class CurrentRuns {
  readonly #warehouse: Warehouse
  readonly #known = new Set<string>()
  readonly #unknownAtMs = new Map<string, number>()

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse
  }

  /** Throws `WAREHOUSE_UNAVAILABLE` when it cannot be asked. */
  async has({ dataset, datasetId: id }: BlockHeader): Promise<boolean> {
    if (this.#known.has(id)) return true
    if (performance.now() - (this.#unknownAtMs.get(id) ?? -Infinity) < askAgainAfterMs) return false
    const run = (await hasTable(this.#warehouse, dataset)) ? await loadRun(this.#warehouse, dataset) : undefined
    if (run !== undefined) this.#known.add(datasetId(run))
    if (this.#known.has(id)) return true
    this.#unknownAtMs.set(id, performance.now())
    return false
  }
}
