// Tables without rollups, for whoever asks what they cost.
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Arena } from './contender.ts'

/**
 * Seeding makes the materialized views that are not there; so each of them gives its name to a view that stores nothing and
 * that no insert passes through. The next fresh tables have theirs again.
 */
export async function disableRollups({ warehouse, dataset }: Arena): Promise<void> {
  for (const rollup of Object.values(rollupsOf(dataset))) {
    const view = qualifiedName(warehouse.database, rollup.view)
    await warehouse.command(`DROP VIEW ${view} SYNC`)
    await warehouse.command(`CREATE VIEW ${view} AS SELECT 1`)
  }
}
