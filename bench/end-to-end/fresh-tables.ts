// Empty tables for the next measurement, on a server that has done with the last one.
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import type { Arena } from './contender.ts'
import { untilQuiet } from './until-quiet.ts'

export interface FreshTablesOptions {
  /** Default true. */
  readonly rollups?: boolean
}

export async function freshTables(arena: Arena, { rollups = true }: FreshTablesOptions = {}): Promise<void> {
  const { warehouse, dataset, config } = arena
  await dropTables(warehouse, dataset)
  await ensureTables(warehouse, dataset, config.TTL_MONTHS)
  if (!rollups) await disableRollups(arena)
  await untilQuiet(arena)
}

/**
 * Seeding makes the materialized views that are not there; so each of them gives its name to a view that stores nothing and
 * that no insert passes through.
 */
async function disableRollups({ warehouse, dataset }: Arena): Promise<void> {
  for (const rollup of Object.values(rollupsOf(dataset))) {
    const view = qualifiedName(warehouse.database, rollup.view)
    await warehouse.command(`DROP VIEW ${view} SYNC`)
    await warehouse.command(`CREATE VIEW ${view} AS SELECT 1`)
  }
}
