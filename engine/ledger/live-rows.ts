// How many live events of a dataset are in, as the ledger has it.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import { liveStreamId } from '../intake/live-stream.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { batchesTable } from './ledger-ddl.ts'

export interface LiveRows {
  readonly rowCount: number
  /** Unix milliseconds: none is earlier. */
  readonly earliestMs: number
}

const liveRow = z.object({ rows: z.number(), earliest: z.number().nullable() })

export async function liveRows(warehouse: WarehousePort, dataset: EventDataset): Promise<LiveRows> {
  const [row] = await warehouse.query(
    `SELECT sum(row_count) AS rows, min(earliest_ms) AS earliest
     FROM ${qualifiedName(warehouse.database, batchesTable)} FINAL WHERE dataset_id = {datasetId:String}`,
    liveRow,
    { datasetId: liveStreamId(warehouse.database, dataset) },
  )
  return { rowCount: row?.rows ?? 0, earliestMs: row?.earliest ?? Infinity }
}
