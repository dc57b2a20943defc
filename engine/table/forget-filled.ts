// Drops a table that was made for a run, and empties one that was there before, so that the next run begins anew. That one is
// made again by its own definition, and a table made anew has a UUID, and so a run, of its own. What only deletes its rows would
// leave the tokens of the old run behind.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import { configError } from '../errors/millrace-error.ts'
import { loadRun } from '../ledger/run-registry.ts'
import { ensureLedger } from '../warehouse/ensure-tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

/** Throws `CONFIG` for a table that no run has filled. */
export async function forgetFilled(warehouse: Warehouse, table: string): Promise<'gone' | 'empty'> {
  await ensureLedger(warehouse)
  const run = await loadRun(warehouse, table)
  const [found] = await warehouse.query(
    'SELECT create_table_query AS definition FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    z.object({ definition: z.string() }),
    { database: warehouse.database, table },
  )
  const name = `${warehouse.database}.${table}`
  if (run?.filled === undefined || found === undefined) {
    throw configError('TABLE', name, 'no run has filled that table, so it is left as it is')
  }
  if (run.filled.isMade === true) {
    await warehouse.command(`DROP TABLE ${qualifiedName(warehouse.database, table)} SYNC`)
    return 'gone'
  }
  const rest = /^CREATE TABLE \S+ ([^]*)$/.exec(found.definition)?.[1]
  if (rest === undefined)
    throw configError('TABLE', name, `it cannot be made again from its definition: ${found.definition}`)
  await warehouse.command(`CREATE OR REPLACE TABLE ${qualifiedName(warehouse.database, table)} ${rest}`)
  return 'empty'
}
