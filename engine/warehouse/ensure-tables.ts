// Makes the tables of a dataset, or makes sure that those that are there are the ones it needs.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { rollupColumns, rollupDdl, rollupsOf, type Rollup } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { ledgerDdl } from '../ledger/ledger-ddl.ts'
import type { Warehouse } from './warehouse.ts'

const columnRow = z.object({ name: z.string(), type: z.string() })

/** Throws `CONFIG` saying how a table that is there differs, or that rollups were left by a table that is gone. */
export async function ensureTables(warehouse: Warehouse, dataset: DatasetDefinition, ttlMonths: number): Promise<void> {
  const { database } = warehouse
  await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`)
  // Rollups first: their table is made before them, so another process that makes all of them just now never looks like
  // one that left rollups behind.
  const rollup = await findRollup(warehouse, dataset)
  const columns = await tableColumns(warehouse, dataset.name)
  if (columns.length > 0) assertSameShape(database, dataset, columns)
  else if (rollup !== undefined) throw leftRollup(database, dataset, rollup)
  const options = { database, ttlMonths }
  const statements = [...ledgerDdl(database), tableDdl(dataset, options), ...rollupDdl(dataset, options)]
  for (const statement of statements) await warehouse.command(statement)
}

/** Drops the dataset's table and its rollups. */
export async function dropTables(warehouse: Warehouse, dataset: DatasetDefinition): Promise<void> {
  const name = (table: string): string => qualifiedName(warehouse.database, table)
  const rollups = Object.values(rollupsOf(dataset))
  for (const { view } of rollups) await warehouse.command(`DROP VIEW IF EXISTS ${name(view)} SYNC`)
  for (const table of [dataset.name, ...rollups.map((rollup) => rollup.table)]) {
    await warehouse.command(`DROP TABLE IF EXISTS ${name(table)} SYNC`)
  }
}

function tableColumns(warehouse: Warehouse, table: string): Promise<z.output<typeof columnRow>[]> {
  return warehouse.query(
    `SELECT name, type FROM system.columns
     WHERE database = {database:String} AND table = {table:String} ORDER BY position`,
    columnRow,
    { database: warehouse.database, table },
  )
}

function assertSameShape(
  database: string,
  dataset: DatasetDefinition,
  columns: readonly z.output<typeof columnRow>[],
): void {
  const found = columns.map(({ name, type }) => `${name} ${type}`)
  const expected = dataset.columns.map(({ name, type }) => `${name} ${typeName(type)}`)
  if (found.join() === expected.join()) return
  const difference = [
    ...expected.filter((column) => !found.includes(column)).map((column) => `  missing: ${column}`),
    ...found.filter((column) => !expected.includes(column)).map((column) => `  not expected: ${column}`),
  ]
  throw new MillraceError(
    'CONFIG',
    [
      `table ${database}.${dataset.name} exists with other columns than the dataset has:`,
      ...(difference.length > 0 ? difference : ['  the same columns in another order']),
      `Rename it, choose another CLICKHOUSE_DATABASE, or drop it: make drop DATASET=${dataset.name}`,
    ].join('\n'),
  )
}

/** The name of one that is there, if any. Throws `CONFIG` when one is there that was made by another version of Millrace. */
async function findRollup(warehouse: Warehouse, dataset: DatasetDefinition): Promise<string | undefined> {
  let there: string | undefined
  for (const rollup of Object.values(rollupsOf(dataset))) {
    const columns = await tableColumns(warehouse, rollup.table)
    if (columns.length === 0) continue
    if (nameAndType(columns) !== nameAndType(rollupColumns(dataset, rollup)))
      throw otherRollup(warehouse, dataset, rollup)
    there = rollup.table
  }
  return there
}

function nameAndType(columns: readonly z.output<typeof columnRow>[]): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join()
}

function otherRollup({ database }: Warehouse, dataset: DatasetDefinition, { table }: Rollup): MillraceError {
  return new MillraceError(
    'CONFIG',
    `${database}.${table} is a rollup that another version of Millrace made, with other columns. Make the dataset anew: ` +
      `make drop DATASET=${dataset.name}, then seed again`,
  )
}

function leftRollup(database: string, dataset: DatasetDefinition, rollup: string): MillraceError {
  return new MillraceError(
    'CONFIG',
    `${database}.${rollup} is there, but its table ${dataset.name} is not: a new table would be added to old ` +
      `rollups. Drop what is left: make drop DATASET=${dataset.name}`,
  )
}
