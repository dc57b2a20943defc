// The table that a dataset file describes, for one that is not there yet.
import { quoteString } from '../column/quote-string.ts'
import { createTable, deduplicationClause, engineClause } from './cluster-ddl.ts'
import { columnsDdl, type DdlColumn } from './column-ddl.ts'

export interface FileTable {
  readonly name: string
  readonly comment: string
  readonly columns: readonly DdlColumn[]
  /** Expressions; none leaves rows in the order in which they come. */
  readonly orderBy: readonly string[]
  readonly partitionBy?: string | undefined
}

export function fileTableDdl({ name, comment, columns, orderBy, partitionBy }: FileTable, database: string): string {
  return [
    createTable(database, name, undefined),
    columnsDdl(columns),
    engineClause('MergeTree', undefined),
    ...(partitionBy === undefined ? [] : [`PARTITION BY ${partitionBy}`]),
    `ORDER BY ${orderBy.length === 0 ? 'tuple()' : `(${orderBy.join(', ')})`}`,
    deduplicationClause(undefined),
    `COMMENT ${quoteString(comment)}`,
  ].join('\n')
}
