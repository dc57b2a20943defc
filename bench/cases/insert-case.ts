// Inserting: ready-made frames into a table, one after the other or several at once, and nothing else.
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import type { InsertTarget } from './insert-targets.ts'
import { Lanes } from './lanes.ts'
import type { StageBlocks } from './stage-blocks.ts'
import type { StageCase } from './stage-case.ts'

export interface InsertCaseOptions {
  readonly warehouse: Warehouse
  readonly target: InsertTarget
  readonly blocks: StageBlocks
  readonly insertsInFlight: number
}

/**
 * The inserts go on from now until `stop`: an iteration waits until as many more are in as are under way at once. `x4` in
 * its name are four at once.
 */
export function insertCase({ warehouse, target, blocks, insertsInFlight }: InsertCaseOptions) {
  const lanes = new Lanes(insertsInFlight, () => {
    const { header, frame } = blocks.next()
    return warehouse.insertBlock({ header: { ...header, dataset: target.table }, frame })
  })
  const stageCase: StageCase = {
    stage: 'insert',
    variant: `${blocks.formatName}${insertsInFlight === 1 ? '' : ` x${insertsInFlight}`} ${target.name}`,
    rowCount: blocks.batchRows * insertsInFlight,
    byteCount: Math.round(blocks.meanEncodedBytes * insertsInFlight),
    service: 'clickhouse',
    work: () => lanes.next(insertsInFlight),
  }
  return { stageCase, stop: () => lanes.stop() }
}
