// Whether ClickHouse answers, and which one it is.
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'

export async function readServerVersion(reader: WarehouseReader): Promise<string> {
  const [row] = await reader.query('SELECT version() AS version', z.strictObject({ version: z.string() }))
  return row?.version ?? ''
}
