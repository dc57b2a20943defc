// The table that a dataset definition yields.
import { typeName } from '../column/type-name.ts'
import type { DatasetDefinition } from '../dataset/dataset.ts'
import { columnsDdl } from './column-ddl.ts'
import { qualifiedName } from './identifier.ts'
import { quoteName, quoteString } from '../column/quote-string.ts'

export interface DdlOptions {
  readonly database: string
  /** Months after which rows are dropped; 0 keeps them. */
  readonly ttlMonths: number
}

/**
 * Inserts remembered by each table, so that one that is repeated changes nothing. Far more than can lie between an insert
 * and its repetition: the ledger is at most a second behind.
 */
export const deduplicationWindowBlocks = 10_000

/** Partitioned by month and sorted by time alone, so that a batch, which comes in that order, needs no sorting. */
export function tableDdl(dataset: DatasetDefinition, { database, ttlMonths }: DdlOptions): string {
  const time = quoteName(dataset.roles.time)
  const columns = dataset.columns.map((column) => ({ ...column, type: typeName(column.type) }))
  return [
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, dataset.name)}`,
    columnsDdl(columns),
    'ENGINE = MergeTree',
    `PARTITION BY toYYYYMM(${time})`,
    `ORDER BY ${time}`,
    ...ttlClause(time, ttlMonths),
    `SETTINGS non_replicated_deduplication_window = ${deduplicationWindowBlocks}`,
    `COMMENT ${quoteString(dataset.comment)}`,
  ].join('\n')
}

export function ttlClause(time: string, ttlMonths: number): string[] {
  return ttlMonths === 0 ? [] : [`TTL toDateTime(${time}) + INTERVAL ${ttlMonths} MONTH`]
}
