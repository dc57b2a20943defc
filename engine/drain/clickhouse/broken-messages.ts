// Messages that ClickHouse could not take from Kafka, as it keeps them itself.
import { kafkaErrorsTable } from '@millrace/schemas/ddl/kafka-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { Warehouse } from '../../warehouse/warehouse.ts'

const brokenRow = z.object({
  dataset: z.string(),
  topic: z.string(),
  partition: z.number(),
  offset: z.number(),
  key: z.string(),
  error: z.string(),
  foundAtMs: z.number(),
  rawBytes: z.number(),
})

export type BrokenMessage = z.output<typeof brokenRow>

/** Those found since, in the order in which they were found; none where ClickHouse never consumed. */
export async function brokenMessages(
  warehouse: Pick<Warehouse, 'database' | 'query'>,
  sinceMs = 0,
): Promise<BrokenMessage[]> {
  if (!(await isThere(warehouse))) return []
  return warehouse.query(
    `SELECT dataset, topic, partition, offset, any(key) AS key, any(error) AS error,
       toUnixTimestamp64Milli(min(found_at)) AS foundAtMs, max(length(raw)) AS rawBytes
     FROM ${tableName(warehouse)} WHERE found_at >= fromUnixTimestamp64Milli({sinceMs:Int64})
     GROUP BY dataset, topic, partition, offset ORDER BY foundAtMs, topic, partition, offset`,
    brokenRow,
    { sinceMs },
  )
}

export async function forgetBrokenMessages(warehouse: Warehouse): Promise<void> {
  if (await isThere(warehouse)) await warehouse.command(`TRUNCATE TABLE ${tableName(warehouse)}`)
}

export function brokenPosition({ topic, partition, offset }: BrokenMessage): string {
  return `${topic}/${partition}/${offset}`
}

function tableName({ database }: Pick<Warehouse, 'database'>): string {
  return qualifiedName(database, kafkaErrorsTable)
}

async function isThere(warehouse: Pick<Warehouse, 'database' | 'query'>): Promise<boolean> {
  const found = await warehouse.query(
    'SELECT name FROM system.tables WHERE database = {database:String} AND name = {name:String}',
    z.object({ name: z.string() }),
    { database: warehouse.database, name: kafkaErrorsTable },
  )
  return found.length > 0
}
