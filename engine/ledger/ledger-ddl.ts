// The tables in which the warehouse itself remembers which runs there are, which of their batches are in, which requests have
// come, and which files were loaded.
import {
  createTable,
  deduplicationClause,
  engineClause,
  onCluster,
  type Cluster,
} from '@millrace/schemas/ddl/cluster-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'

export const runsTable = 'ingest_runs'
export const batchesTable = 'ingested_batches'
export const keysTable = 'ingested_keys'
export const filesTable = 'loaded_files'

/** How long a repeated request is known by its key. */
const keysKeptDays = 3

/** On a cluster they are on every shard, and those of the first one are used. */
export function ledgerDdl(database: string, cluster?: Cluster): string[] {
  const create = (table: string): string => createTable(database, table, cluster)
  const alter = (table: string): string => `ALTER TABLE ${qualifiedName(database, table)}${onCluster(cluster)}`
  return [
    `${create(runsTable)}
(
  dataset LowCardinality(String) COMMENT 'Name of the dataset definition and of its table',
  table_uuid UUID COMMENT 'The table that the run fills: a table made anew starts a new run',
  schema_version UInt32,
  seed String,
  anchor_ms Int64 COMMENT 'Unix milliseconds at which the seeded times end',
  days UInt32 COMMENT 'Days before the anchor that the times span',
  batch_rows UInt32,
  segment UInt32 COMMENT '0 for the first ROWS, one more for each time ROWS was raised',
  first_batch UInt64,
  first_row UInt64,
  row_count UInt64,
  shards UInt32 DEFAULT 1 COMMENT 'Batches lie on the shard of their number modulo this',
  filled String COMMENT 'JSON: what is generated into a table that was there before, and what it held then',
  created_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
${engineClause('MergeTree', cluster)} ORDER BY (dataset, table_uuid, segment)
${deduplicationClause(cluster)}
COMMENT 'Runs of seeded datasets'`,
    `${create(batchesTable)}
(
  dataset LowCardinality(String),
  dataset_id String COMMENT 'Identity of the run',
  batch UInt64,
  row_count UInt32,
  earliest_ms Nullable(Int64) COMMENT 'Of live events: Unix milliseconds that no row is earlier than',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
${engineClause('ReplacingMergeTree', cluster)} ORDER BY (dataset, dataset_id, batch)
COMMENT 'Batches that are in, at most three seconds late'`,
    // A ledger from before there were shards, tables to fill, or live events.
    `${alter(runsTable)} ADD COLUMN IF NOT EXISTS shards UInt32 DEFAULT 1 AFTER row_count`,
    `${alter(runsTable)} ADD COLUMN IF NOT EXISTS filled String AFTER shards`,
    `${alter(batchesTable)} ADD COLUMN IF NOT EXISTS earliest_ms Nullable(Int64) AFTER row_count`,
    `${create(keysTable)}
(
  key FixedString(32) COMMENT 'Digest of an Idempotency-Key and the part of the request',
  owner String COMMENT 'Token of the block that brought it first',
  claimed_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
${engineClause('MergeTree', cluster)} ORDER BY key
TTL toDateTime(claimed_at) + INTERVAL ${keysKeptDays} DAY
COMMENT 'Parts of live requests that have come'`,
    `${create(filesTable)}
(
  target String COMMENT 'The table, and its UUID',
  load_id String COMMENT 'Identity of the load, part of its tokens',
  path String,
  content_hash String COMMENT 'SHA-256 of the file as it is',
  format LowCardinality(String),
  head_bytes UInt64 COMMENT 'Bytes before the first record',
  state LowCardinality(String) COMMENT 'begun, stopped or done',
  offset_bytes UInt64 COMMENT 'Up to which byte of the content, without compression, all records are in',
  row_count UInt64 COMMENT 'Records up to there',
  crc32 UInt32 COMMENT 'Of the content up to there',
  at DateTime64(6, 'UTC') DEFAULT now64(6)
)
${engineClause('MergeTree', cluster)} ORDER BY (target, path, at)
COMMENT 'Files that were loaded, and how far'`,
  ]
}
