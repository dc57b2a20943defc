// The table that files are loaded into: found, made if it is a dataset's, and looked at whether it remembers inserts.
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import { configError } from '../errors/millrace-error.ts'
import { assertDeduplication, windowBlocks } from '../warehouse/assert-deduplication.ts'
import { ensureLedger, ensureTables } from '../warehouse/ensure-tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { LoadOptions } from './load-options.ts'

export interface LoadTarget {
  /** For people: `database.table`. */
  readonly name: string
  /** As SQL, on each of `shards`. */
  readonly table: string
  /** Where its rows lie: each piece on one of them. */
  readonly shards: readonly Warehouse[]
  /** Tells the table from one of the same name that was there before. */
  readonly identity: string
  /** Those that can be inserted. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** What is not promised of this table, for people. */
  readonly caution: string | undefined
}

const tableRow = z.object({ uuid: z.string(), engine: z.string(), engine_full: z.string() })
const columnRow = z.object({ name: z.string(), type: z.string() })

/** Throws `CONFIG` for a table that is not there, or forgets inserts too soon. */
export async function openTarget(
  warehouse: Warehouse,
  { database = warehouse.database, table }: Pick<LoadOptions, 'database' | 'table'>,
  config: Pick<Config, 'TTL_MONTHS'>,
): Promise<LoadTarget> {
  const dataset = database === warehouse.database ? datasets.get(table) : undefined
  if (dataset !== undefined) await ensureTables(warehouse, dataset, config.TTL_MONTHS)
  else await ensureLedger(warehouse)
  const params = { database, table }
  const name = `${database}.${table}`
  const [found] = await warehouse.query(
    'SELECT uuid, engine, engine_full FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    tableRow,
    params,
  )
  if (found === undefined) {
    throw configError(
      'TABLE',
      name,
      `there is no such table: make it first, or TABLE=${[...datasets.keys()].join(' or ')}`,
    )
  }
  await assertDeduplication({ database, query: (sql, row, given) => warehouse.query(sql, row, given) }, [table])
  const columns = await warehouse.query(
    `SELECT name, type FROM system.columns WHERE database = {database:String} AND table = {table:String}
     AND default_kind NOT IN ('MATERIALIZED', 'ALIAS') ORDER BY position`,
    columnRow,
    params,
  )
  return {
    name,
    table: qualifiedName(database, dataset === undefined ? table : warehouse.storedName(table)),
    shards: dataset === undefined ? [warehouse] : warehouse.shards,
    identity: `${name}/${found.uuid}`,
    columns,
    caution: dataset === undefined ? cautionOf(name, found.engine, found.engine_full) : undefined,
  }
}

/** The same for the same number, and each as often as the others. */
export function shardOf({ shards }: Pick<LoadTarget, 'shards'>, number: number): Warehouse {
  const shard = shards[number % shards.length]
  if (shard === undefined) throw new RangeError('a table has no shards')
  return shard
}

function cautionOf(name: string, engine: string, definition: string): string | undefined {
  if (engine.endsWith('MergeTree') || windowBlocks(engine, definition) !== undefined) return undefined
  return `${name} is a ${engine} table, which by itself remembers no inserts: one that is repeated after a crash may be in twice`
}
