// Rollups of a dataset: rows and distinct actors by minute and by hour, for every category, both exact.
//
// A materialized view turns each inserted block into minutes; a second one turns those minutes into hours, so that an hour
// costs a merge of bitmaps and not a second pass over the rows. Actors are kept as bitmaps (groupBitmap), which merge
// without counting anyone twice.
import { typeName } from '../column/type-name.ts'
import { columnNamed, type DatasetDefinition } from '../dataset/dataset.ts'
import { qualifiedName } from './identifier.ts'
import { quoteName } from '../column/quote-string.ts'
import { deduplicationWindowBlocks, ttlClause, type DdlOptions } from './table-ddl.ts'

export interface Rollup {
  readonly table: string
  readonly view: string
  readonly bucketSeconds: number
}

/** From the finest to the coarsest. */
export function rollupsOf(dataset: DatasetDefinition): { readonly minute: Rollup; readonly hour: Rollup } {
  const rollup = (unit: string, bucketSeconds: number): Rollup => ({
    table: `${dataset.name}_by_${unit}`,
    view: `${dataset.name}_by_${unit}_view`,
    bucketSeconds,
  })
  return { minute: rollup('minute', 60), hour: rollup('hour', 3600) }
}

/** Statements in the order in which they must be run. Hours are kept after their rows and minutes have been dropped. */
export function rollupDdl(dataset: DatasetDefinition, options: DdlOptions): string[] {
  const { minute, hour } = rollupsOf(dataset)
  const name = (table: string): string => qualifiedName(options.database, table)
  const category = quoteName(dataset.roles.category)
  const time = quoteName(dataset.roles.time)
  const actor = quoteName(dataset.roles.actor)
  return [
    rollupTable(dataset, minute, options),
    rollupTable(dataset, hour, { ...options, ttlMonths: 0 }),
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name(hour.view)} TO ${name(hour.table)} AS
SELECT toStartOfHour(bucket) AS bucket, ${category}, sum(rows) AS rows, groupBitmapMergeState(actors) AS actors
FROM ${name(minute.table)} GROUP BY bucket, ${category}`,
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name(minute.view)} TO ${name(minute.table)} AS
SELECT toStartOfMinute(toDateTime(${time}, 'UTC')) AS bucket, ${category}, count() AS rows, groupBitmapState(${actor}) AS actors
FROM ${name(dataset.name)} GROUP BY bucket, ${category}`,
  ]
}

function rollupTable(dataset: DatasetDefinition, rollup: Rollup, { database, ttlMonths }: DdlOptions): string {
  const category = columnNamed(dataset, dataset.roles.category)
  const actor = columnNamed(dataset, dataset.roles.actor)
  return [
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, rollup.table)}`,
    `(
  bucket DateTime('UTC') COMMENT 'Start of the ${rollup.bucketSeconds} seconds' CODEC(Delta, LZ4),
  ${quoteName(category.name)} ${typeName(category.type)},
  rows SimpleAggregateFunction(sum, UInt64) COMMENT 'How many rows',
  actors AggregateFunction(groupBitmap, ${typeName(actor.type)}) COMMENT 'Who, as a bitmap'
)`,
    'ENGINE = AggregatingMergeTree',
    'PARTITION BY toYYYYMM(bucket)',
    `ORDER BY (bucket, ${quoteName(category.name)})`,
    ...ttlClause('bucket', ttlMonths),
    `SETTINGS non_replicated_deduplication_window = ${deduplicationWindowBlocks}`,
  ].join('\n')
}
