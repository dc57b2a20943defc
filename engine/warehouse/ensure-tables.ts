// Makes the tables of a dataset, or makes sure that those that are there are the ones it needs.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { rollupDdl, rollupsOf, type Rollup } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { ledgerDdl, runsTable } from '../ledger/ledger-ddl.ts'
import { assertDeduplication } from './assert-deduplication.ts'
import type { Warehouse } from './warehouse.ts'

const columnRow = z.object({ table: z.string(), column: z.string() })

/**
 * Throws `CONFIG` saying how a table that is there differs, that it forgets inserts too soon, or that rollups were left by a
 * table that is gone.
 */
export async function ensureTables(warehouse: Warehouse, dataset: DatasetDefinition, ttlMonths: number): Promise<void> {
  const { database } = warehouse
  await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`)
  // Rollups first: their table is made before them, so another process that makes all of them just now never looks like
  // one that left rollups behind.
  const rollups = await foundRollups(warehouse, dataset)
  const columns = (await columnsOf(warehouse, [dataset.name])).get(dataset.name)
  if (columns !== undefined) assertSameShape(database, dataset, columns)
  else if (rollups[0] !== undefined) throw leftRollup(database, dataset, rollups[0])
  const options = { database, ttlMonths }
  const statements = [...ledgerDdl(database), tableDdl(dataset, options), ...rollupDdl(dataset, options)]
  for (const statement of statements) await warehouse.command(statement)
  // Those just made remember enough.
  if (columns !== undefined) await assertDeduplication(warehouse, [dataset.name, ...rollups, runsTable])
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

/** `name type` of each column, by table; a table that is not there is not in it. */
async function columnsOf(warehouse: Warehouse, tables: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await warehouse.query(
    `SELECT table, concat(name, ' ', type) AS column FROM system.columns
     WHERE database = {database:String} AND table IN {tables:Array(String)} ORDER BY table, position`,
    columnRow,
    { database: warehouse.database, tables },
  )
  const columns = new Map<string, string[]>()
  for (const { table, column } of rows) columns.set(table, [...(columns.get(table) ?? []), column])
  return columns
}

function assertSameShape(database: string, dataset: DatasetDefinition, found: readonly string[]): void {
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

/** Tables of those rollups that are there. Throws `CONFIG` when one was made by another version of Millrace. */
async function foundRollups(warehouse: Warehouse, dataset: DatasetDefinition): Promise<string[]> {
  const rollups = Object.values(rollupsOf(dataset))
  const columns = await columnsOf(
    warehouse,
    rollups.map(({ table }) => table),
  )
  const there = rollups.filter(({ table }) => columns.has(table))
  const other = there.find(({ table, key, aggregate }) => {
    const expected = [...key, aggregate].map(({ name, type }) => `${name} ${type}`)
    return columns.get(table)?.join() !== expected.join()
  })
  if (other !== undefined) throw otherRollup(warehouse, dataset, other)
  return there.map(({ table }) => table)
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
