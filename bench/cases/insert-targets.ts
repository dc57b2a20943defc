// Tables that ready-made blocks are inserted into, beside the one they were made for.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import type { Arena } from '../end-to-end/contender.ts'

export interface InsertTarget {
  /** As in the names of what is measured: `into Null`. */
  readonly name: string
  readonly table: string
  /** Makes the table anew. */
  create(): Promise<void>
  drop(): Promise<void>
}

/** `Null` parses and forgets; the other two are the dataset's own table, without and with its rollups. */
export function insertTargets({
  config,
  warehouse,
  dataset,
}: Pick<Arena, 'config' | 'warehouse' | 'dataset'>): InsertTarget[] {
  const { database } = warehouse
  const definition = { ...dataset, name: `${dataset.name}_stage` }
  const table = qualifiedName(database, definition.name)
  const drop = (): Promise<void> => dropTables(warehouse, definition)
  const createPlain = async (): Promise<void> => {
    await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`)
    await drop()
    await warehouse.command(tableDdl(definition, { database, ttlMonths: config.TTL_MONTHS }))
  }
  const createNull = async (): Promise<void> => {
    await createPlain()
    await warehouse.command(`CREATE OR REPLACE TABLE ${table} AS ${table} ENGINE = Null`)
  }
  const createWithRollups = async (): Promise<void> => {
    await drop()
    await ensureTables(warehouse, definition, config.TTL_MONTHS)
  }
  return [
    { name: 'into Null', create: createNull },
    { name: 'into MergeTree', create: createPlain },
    { name: 'with rollups', create: createWithRollups },
  ].map((target) => ({ ...target, table: definition.name, drop }))
}
