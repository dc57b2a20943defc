// What has come of live events since a time, as the ledger has it.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { batchesTable } from './ledger-ddl.ts'

const sums = z.object({ rows: z.number(), blocks: z.number() })

/** `sinceMs`: by the server's clock. A batch that is named twice counts once. */
export async function liveBatchesSince(
  warehouse: Pick<WarehousePort, 'database' | 'query'>,
  sinceMs: number,
): Promise<z.output<typeof sums>> {
  const [row] = await warehouse.query(
    `SELECT sum(row_count) AS rows, count() AS blocks FROM (
       SELECT DISTINCT dataset_id, batch, row_count FROM ${qualifiedName(warehouse.database, batchesTable)}
       WHERE startsWith(dataset_id, 'live-') AND inserted_at >= fromUnixTimestamp64Milli({sinceMs:Int64}))`,
    sums,
    { sinceMs },
  )
  return row ?? { rows: 0, blocks: 0 }
}
