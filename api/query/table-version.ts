// A text that changes whenever rows come, go or change in a table: it is made of its parts, whose names ClickHouse never uses
// twice in a table (a table made anew has other times and sizes).
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'

const row = z.strictObject({ version: z.string(), parts: z.number() })

/** Undefined when there is no telling: the table is empty, or its rows are kept elsewhere (a Distributed table). */
export async function readTableVersion(reader: WarehouseReader, table: string): Promise<string | undefined> {
  const [found] = await reader.query(
    `SELECT toString(groupBitXor(cityHash64(name, modification_time, rows, bytes_on_disk))) AS version, count() AS parts
     FROM system.parts WHERE database = {database:String} AND table = {table:String} AND active`,
    row,
    { database: reader.database, table },
  )
  return found === undefined || found.parts === 0 ? undefined : found.version
}
