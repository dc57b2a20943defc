// Empty tables for the next measurement, on a server that has done with the last one.
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import type { Arena } from './contender.ts'
import { untilQuiet } from './until-quiet.ts'

export async function freshTables(arena: Arena): Promise<void> {
  const { warehouse, dataset, config } = arena
  await dropTables(warehouse, dataset)
  await ensureTables(warehouse, dataset, config.TTL_MONTHS)
  await untilQuiet(arena)
}
