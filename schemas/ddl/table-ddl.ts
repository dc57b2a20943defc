// The table that a dataset definition yields.
import { typeName } from '../column/type-name.ts'
import type { EventDataset } from '../dataset/dataset.ts'
import { createTable, deduplicationClause, engineClause, storedName, type Cluster } from './cluster-ddl.ts'
import { columnsDdl } from './column-ddl.ts'
import { quoteName, quoteString } from '../column/quote-string.ts'

export interface DdlOptions {
  readonly database: string
  /** Months after which rows are dropped; 0 keeps them. */
  readonly ttlMonths: number
  readonly cluster?: Cluster | undefined
}

/** Partitioned by month and sorted by time alone, so that a batch, which comes in that order, needs no sorting. */
export function tableDdl(dataset: EventDataset, { database, ttlMonths, cluster }: DdlOptions): string {
  const time = quoteName(dataset.roles.time)
  const columns = dataset.columns.map((column) => ({ ...column, type: typeName(column.type) }))
  return [
    createTable(database, storedName(dataset.name, cluster), cluster),
    columnsDdl(columns),
    engineClause('MergeTree', cluster),
    `PARTITION BY toYYYYMM(${time})`,
    `ORDER BY ${time}`,
    ...ttlClause(time, ttlMonths),
    deduplicationClause(cluster),
    `COMMENT ${quoteString(dataset.comment)}`,
  ].join('\n')
}

export function ttlClause(time: string, ttlMonths: number): string[] {
  return ttlMonths === 0 ? [] : [`TTL toDateTime(${time}) + INTERVAL ${ttlMonths} MONTH`]
}
