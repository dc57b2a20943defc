// The rows of a table that a profile looks at: all of them, or about as many as it may, in blocks of rows taken from everywhere.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { TableDescription } from '../../table/read-table.ts'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'

/** As many rows as ClickHouse reads at once: it skips a block that is not asked for without reading its columns. */
const blockRows = 8192
const hashValues = 1_000_000

export interface TableSample {
  /** What stands behind FROM: the table, and which of its blocks. */
  readonly from: string
  readonly rowCount: number
  /** Of them, those that are looked at. */
  readonly sampledCount: number
}

const countRow = z.object({ rows: z.number() })

export async function sampleTable(
  reader: WarehouseReader,
  { name, engine }: TableDescription,
  sampleRowsMax: number,
): Promise<TableSample> {
  const table = qualifiedName(reader.database, name)
  const count = async (from: string): Promise<number> =>
    (await reader.query(`SELECT count() AS rows FROM ${from}`, countRow))[0]?.rows ?? 0
  const rowCount = await count(table)
  if (rowCount <= sampleRowsMax) return { from: table, rowCount, sampledCount: rowCount }
  // Others than MergeTree have no blocks to choose from.
  if (!engine.endsWith('MergeTree'))
    return { from: `(SELECT * FROM ${table} LIMIT ${sampleRowsMax})`, rowCount, sampledCount: sampleRowsMax }
  const threshold = Math.ceil((sampleRowsMax / rowCount) * hashValues)
  const from = `${table} PREWHERE cityHash64(_part, intDiv(_part_offset, ${blockRows})) % ${hashValues} < ${threshold}`
  return { from, rowCount, sampledCount: await count(from) }
}
