// Tells the blocks of runs that fill a table from those that were left in staging by a run whose table is gone, and both
// from those of another warehouse.
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import type { BlockHeader } from '../block/block.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { isLiveStreamId, liveStreamId } from '../intake/live-stream.ts'
import { assertShards } from '../ledger/assert-shards.ts'
import { findTableUuid, loadRuns } from '../ledger/run-registry.ts'
import { datasetId } from '../plan/run.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

/** `gone`: the warehouse knows the run, but its table was dropped; whatever is left of it is of no use to anyone. */
export type RunStanding = 'current' | 'gone' | 'unknown'

/** Why a block of an unknown run is not inserted. */
export function unknownRun({ dataset, batch, datasetId: id }: BlockHeader): MillraceError {
  return new MillraceError(
    'WAREHOUSE_REJECTED',
    `batch ${batch} of ${dataset} belongs to ${id}, which this database does not know: does another database, or another version of Millrace, use the same topic or DATA_DIR?`,
  )
}

const askAgainAfterMs = 1_000

export class CurrentRuns {
  readonly #warehouse: WarehousePort
  readonly #current = new Set<string>()
  readonly #others = new Map<string, { readonly standing: RunStanding; readonly atMs: number }>()

  constructor(warehouse: WarehousePort) {
    this.#warehouse = warehouse
  }

  /** Of a block of live events, without asking anyone; undefined for one of a run. */
  standingOfLive({ dataset: name, datasetId: id }: BlockHeader): RunStanding | undefined {
    if (!isLiveStreamId(id)) return undefined
    const dataset = datasets.get(name)
    return dataset !== undefined && liveStreamId(this.#warehouse.database, dataset) === id ? 'current' : 'unknown'
  }

  /** Of a block of a run. Throws `WAREHOUSE_UNAVAILABLE` when it cannot be asked, `CONFIG` when the run is on other shards. */
  async standingOf({ dataset, datasetId: id }: BlockHeader): Promise<RunStanding> {
    // With the dataset: a header that names another one is no header of that run.
    const key = `${dataset}/${id}`
    if (this.#current.has(key)) return 'current'
    const known = this.#others.get(key)
    if (known !== undefined && performance.now() - known.atMs < askAgainAfterMs) return known.standing
    const standing = await this.#ask(dataset, id)
    if (standing === 'current') this.#current.add(key)
    else this.#others.set(key, { standing, atMs: performance.now() })
    return standing
  }

  async #ask(dataset: string, id: string): Promise<RunStanding> {
    const runs = await loadRuns(this.#warehouse, dataset)
    const run = runs.find((each) => datasetId(each) === id)
    if (run === undefined) return 'unknown'
    const uuid = await findTableUuid(this.#warehouse, this.#warehouse.storedName(dataset))
    if (run.tableUuid !== uuid) return 'gone'
    assertShards(run, this.#warehouse)
    return 'current'
  }
}
