// A table that is there already, as the server describes it.
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

export interface TableColumn {
  readonly name: string
  /** As ClickHouse writes it. */
  readonly type: string
  /** `''`: rows bring it; `DEFAULT`: the server has a value where they do not; others are the server's alone. */
  readonly defaultKind: string
  readonly comment: string
  readonly isInSortingKey: boolean
  readonly isInPartitionKey: boolean
}

export interface TableDescription {
  readonly name: string
  readonly engine: string
  readonly columns: readonly TableColumn[]
  readonly rowCount: number
}

const tableRow = z.object({ engine: z.string(), rows: z.number().nullable() })
const columnRow = z.object({
  name: z.string(),
  type: z.string(),
  defaultKind: z.string(),
  comment: z.string(),
  isInSortingKey: z.number().transform(Boolean),
  isInPartitionKey: z.number().transform(Boolean),
})

/** Throws `CONFIG` when there is no such table, or none whose inserts can be told apart. */
export async function readTable(warehouse: WarehousePort, name: string): Promise<TableDescription> {
  const table = await readAnyTable(warehouse, name)
  if (table.engine.endsWith('MergeTree')) return table
  throw new MillraceError(
    'CONFIG',
    `${warehouse.database}.${name} is a table of engine ${table.engine}: only those of the MergeTree family know a repeated insert`,
  )
}

/** For reading: of whatever engine it is. Throws `CONFIG` when there is no such table. */
export async function readAnyTable(warehouse: WarehousePort, name: string): Promise<TableDescription> {
  const { database } = warehouse
  const params = { database, table: name }
  const [table] = await warehouse.query(
    `SELECT engine, total_rows AS rows FROM system.tables
     WHERE database = {database:String} AND name = {table:String}`,
    tableRow,
    params,
  )
  if (table === undefined)
    throw new MillraceError(
      'CONFIG',
      `there is no table ${database}.${name}: see make sql QUERY='SHOW TABLES FROM ${database}'`,
    )
  const columns = await warehouse.query(
    `SELECT name, type, default_kind AS defaultKind, comment, is_in_sorting_key AS isInSortingKey,
       is_in_partition_key AS isInPartitionKey
     FROM system.columns WHERE database = {database:String} AND table = {table:String} ORDER BY position`,
    columnRow,
    params,
  )
  return { name, engine: table.engine, columns, rowCount: table.rows ?? 0 }
}
