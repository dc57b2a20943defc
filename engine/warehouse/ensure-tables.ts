// Makes the tables of a dataset, or makes sure that those that are there are the ones it needs.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { distributedDdl, onCluster } from '@millrace/schemas/ddl/cluster-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { dropKafkaDdl } from '@millrace/schemas/ddl/kafka-ddl.ts'
import { rollupDdl, rollupsOf, type Rollup } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { ledgerDdl, runsTable } from '../ledger/ledger-ddl.ts'
import { assertDeduplication } from './assert-deduplication.ts'
import type { Warehouse } from './warehouse.ts'

const columnRow = z.object({ table: z.string(), column: z.string() })

/** Engines of databases whose tables have UUIDs, by which a table that was made anew is told from the one before it. */
const identifyingEngines: readonly string[] = ['Atomic', 'Replicated', 'Shared']

/** The database, and the tables in which it remembers runs and batches. Throws `CONFIG` for a database that cannot tell tables apart. */
export async function ensureLedger(warehouse: Warehouse): Promise<void> {
  const { database, cluster } = warehouse
  await assertIdentifying(warehouse)
  await warehouse.define(`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}${onCluster(cluster)}`)
  for (const statement of ledgerDdl(database, cluster)) await warehouse.define(statement)
}

async function assertIdentifying(warehouse: Warehouse): Promise<void> {
  const { database } = warehouse
  const [found] = await warehouse.query(
    'SELECT engine FROM system.databases WHERE name = {database:String}',
    z.object({ engine: z.string() }),
    { database },
  )
  if (found === undefined || identifyingEngines.includes(found.engine)) return
  throw new MillraceError(
    'CONFIG',
    `database ${database} has the engine ${found.engine}, whose tables have no UUIDs: a table that is made anew there could not be told from the one before it. ` +
      'Use one that CREATE DATABASE makes (engine Atomic), in CLICKHOUSE_DATABASE or before the point of TABLE=',
  )
}

/**
 * Throws `CONFIG` saying how a table that is there differs, that it forgets inserts too soon, or that rollups were left by a
 * table that is gone.
 */
export async function ensureTables(warehouse: Warehouse, dataset: EventDataset, ttlMonths: number): Promise<void> {
  const { database, cluster } = warehouse
  await ensureLedger(warehouse)
  await assertSameKind(warehouse, dataset)
  const found: FoundTables[] = []
  for (const shard of warehouse.shards) found.push(await foundTables(shard, dataset))
  const options = { database, ttlMonths, cluster }
  const statements = [
    tableDdl(dataset, options),
    ...rollupDdl(dataset, options),
    ...(cluster === undefined ? [] : readTables(dataset).map((table) => distributedDdl(database, table, cluster))),
  ]
  for (const statement of statements) await warehouse.define(statement)
  for (const { shard, tables } of found) await assertDeduplication(shard, tables)
}

interface FoundTables {
  readonly shard: Warehouse
  /** Those that were there already: the ones just made remember enough. */
  readonly tables: readonly string[]
}

async function foundTables(shard: Warehouse, dataset: EventDataset): Promise<FoundTables> {
  // Rollups first: their table is made before them, so another process that makes all of them just now never looks like
  // one that left rollups behind.
  const rollups = await foundRollups(shard, dataset)
  const table = shard.storedName(dataset.name)
  const columns = (await columnsOf(shard, [table])).get(table)
  if (columns === undefined && rollups[0] !== undefined) throw leftRollup(shard.database, dataset, rollups[0])
  if (columns === undefined) return { shard, tables: [] }
  assertSameShape(shard.database, dataset, table, columns)
  return { shard, tables: [table, ...rollups, runsTable] }
}

/** The dataset's table and its rollups, as queries name them. */
function readTables(dataset: EventDataset): string[] {
  return [dataset.name, ...Object.values(rollupsOf(dataset)).map(({ table }) => table)]
}

/** A table of the plain name keeps rows itself without a cluster, and none with one. */
async function assertSameKind(warehouse: Warehouse, dataset: EventDataset): Promise<void> {
  const { database, cluster } = warehouse
  const [found] = await warehouse.query(
    'SELECT engine FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    z.object({ engine: z.string() }),
    { database, table: dataset.name },
  )
  if (found === undefined || (found.engine === 'Distributed') === (cluster !== undefined)) return
  const table = `${database}.${dataset.name}`
  throw new MillraceError(
    'CONFIG',
    cluster === undefined
      ? `${table} is a Distributed table: set CLICKHOUSE_CLUSTER to the cluster that it is made for, and CLICKHOUSE_URL to one server of each shard`
      : `${table} is a table of one server, and cluster ${cluster.name} would need one that is Distributed: choose another ` +
          'CLICKHOUSE_DATABASE, or rename the table and its rollups',
  )
}

/** Drops the dataset's table and its rollups. */
export async function dropTables(warehouse: Warehouse, dataset: EventDataset): Promise<void> {
  const { database, cluster } = warehouse
  const drop = (kind: 'VIEW' | 'TABLE', name: string): Promise<void> =>
    warehouse.define(`DROP ${kind} IF EXISTS ${qualifiedName(database, name)}${onCluster(cluster)} SYNC`)
  for (const statement of dropKafkaDdl(dataset, database)) await warehouse.command(statement)
  for (const { view } of Object.values(rollupsOf(dataset))) await drop('VIEW', view)
  for (const table of readTables(dataset)) {
    if (cluster !== undefined) await drop('TABLE', table)
    await drop('TABLE', warehouse.storedName(table))
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

function assertSameShape(database: string, dataset: EventDataset, table: string, found: readonly string[]): void {
  const expected = dataset.columns.map(({ name, type }) => `${name} ${typeName(type)}`)
  if (found.join() === expected.join()) return
  const difference = [
    ...expected.filter((column) => !found.includes(column)).map((column) => `  missing: ${column}`),
    ...found.filter((column) => !expected.includes(column)).map((column) => `  not expected: ${column}`),
  ]
  throw new MillraceError(
    'CONFIG',
    [
      `table ${database}.${table} exists with other columns than the dataset has:`,
      ...(difference.length > 0 ? difference : ['  the same columns in another order']),
      `Rename it, choose another CLICKHOUSE_DATABASE, or drop it: make drop DATASET=${dataset.name}`,
    ].join('\n'),
  )
}

/** Tables of those rollups that are there. Throws `CONFIG` when one was made by another version of Millrace. */
async function foundRollups(warehouse: Warehouse, dataset: EventDataset): Promise<string[]> {
  const rollups = Object.values(rollupsOf(dataset)).map((rollup) => ({
    ...rollup,
    table: warehouse.storedName(rollup.table),
  }))
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

function otherRollup({ database }: Warehouse, dataset: EventDataset, { table }: Rollup): MillraceError {
  return new MillraceError(
    'CONFIG',
    `${database}.${table} is a rollup that another version of Millrace made, with other columns. Make the dataset anew: ` +
      `make drop DATASET=${dataset.name}, then seed again`,
  )
}

function leftRollup(database: string, dataset: EventDataset, rollup: string): MillraceError {
  return new MillraceError(
    'CONFIG',
    `${database}.${rollup} is there, but its table ${dataset.name} is not: a new table would be added to old ` +
      `rollups. Drop what is left: make drop DATASET=${dataset.name}`,
  )
}
