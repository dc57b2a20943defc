// How tables are made on a cluster: rows lie in a table of each shard, `<name>_local`, and are read through a Distributed table of
// the plain name. Without a cluster there is one table of the plain name.
import { quoteName, quoteString } from '../column/quote-string.ts'
import { qualifiedName } from './identifier.ts'

export interface Cluster {
  /** As `remote_servers` of the servers has it. */
  readonly name: string
  /** Whether its servers have a Keeper: then tables are replicated, and one server hands statements on to all others. */
  readonly isReplicated: boolean
}

type MergeTreeEngine = 'MergeTree' | 'AggregatingMergeTree' | 'ReplacingMergeTree'

/**
 * Inserts remembered by each table, so that one that is repeated changes nothing. Far more than can lie between an insert
 * and its repetition: the ledger is at most a second behind.
 */
export const deduplicationWindowBlocks = 10_000
const deduplicationWindowSeconds = 7 * 24 * 3600

/** The table that the rows lie in. */
export function storedName(table: string, cluster: Cluster | undefined): string {
  return cluster === undefined ? table : `${table}_local`
}

/** To stand after the name of what is made, changed or dropped. */
export function onCluster(cluster: Cluster | undefined): string {
  return cluster?.isReplicated === true ? ` ON CLUSTER ${quoteName(cluster.name)}` : ''
}

/** The beginning of a table that keeps its rows itself. */
export function createTable(database: string, table: string, cluster: Cluster | undefined): string {
  return `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, table)}${onCluster(cluster)}`
}

/** A table that is made anew has another path, so nothing of the old one is taken for its own. */
export function engineClause(engine: MergeTreeEngine, cluster: Cluster | undefined): string {
  if (cluster?.isReplicated !== true) return `ENGINE = ${engine}`
  return `ENGINE = Replicated${engine}('/clickhouse/tables/{uuid}/{shard}', '{replica}')`
}

export function deduplicationClause(cluster: Cluster | undefined): string {
  if (cluster?.isReplicated !== true)
    return `SETTINGS non_replicated_deduplication_window = ${deduplicationWindowBlocks}`
  return (
    `SETTINGS replicated_deduplication_window = ${deduplicationWindowBlocks}, ` +
    `replicated_deduplication_window_seconds = ${deduplicationWindowSeconds}`
  )
}

/** Nobody can insert through it, as it has no sharding key: a block goes to the shard that owns it, under its token. */
export function distributedDdl(database: string, table: string, cluster: Cluster): string {
  const stored = storedName(table, cluster)
  return (
    `${createTable(database, table, cluster)} AS ${qualifiedName(database, stored)} ` +
    `ENGINE = Distributed(${[cluster.name, database, stored].map(quoteString).join(', ')})`
  )
}
