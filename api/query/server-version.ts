// Whether ClickHouse answers, every shard of it, and which one it is.
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'

/** One version, or those of the shards where they differ. */
export async function readServerVersions(shards: readonly WarehouseReader[]): Promise<string> {
  const versions = await Promise.all(shards.map(readServerVersion))
  return [...new Set(versions)].join(', ')
}

async function readServerVersion(reader: WarehouseReader): Promise<string> {
  const [row] = await reader.query('SELECT version() AS version', z.strictObject({ version: z.string() }))
  return row?.version ?? ''
}
