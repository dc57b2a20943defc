// Rollups of a dataset, all exact: rows by minute and by hour for every category, distinct actors by day.
//
// Materialized views fill them from each inserted block. The hours are made of the block's minutes, a few hundred rows
// instead of all of them. Actors are kept as bitmaps (groupBitmap), which merge without counting anyone twice; as putting
// a row into one costs more than all other rollups together, they are kept by day alone, and each actor of a block goes in
// once a day, not once a row.
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

export type Rollups = Readonly<Record<'minute' | 'hour' | 'actorsByDay', Rollup>>

export function rollupsOf(dataset: DatasetDefinition): Rollups {
  const rollup = (suffix: string, bucketSeconds: number): Rollup => ({
    table: `${dataset.name}_${suffix}`,
    view: `${dataset.name}_${suffix}_view`,
    bucketSeconds,
  })
  return {
    minute: rollup('by_minute', 60),
    hour: rollup('by_hour', 3600),
    actorsByDay: rollup('actors_by_day', 86_400),
  }
}

/** Names and types of a rollup's columns. */
export function rollupColumns(dataset: DatasetDefinition, rollup: Rollup): { name: string; type: string }[] {
  const category = columnNamed(dataset, dataset.roles.category)
  const actor = columnNamed(dataset, dataset.roles.actor)
  const bucket = { name: 'bucket', type: "DateTime('UTC')" }
  if (rollup.table === rollupsOf(dataset).actorsByDay.table) {
    return [bucket, { name: 'actors', type: `AggregateFunction(groupBitmap, ${typeName(actor.type)})` }]
  }
  return [
    bucket,
    { name: category.name, type: typeName(category.type) },
    { name: 'rows', type: 'SimpleAggregateFunction(sum, UInt64)' },
  ]
}

/** Statements in the order in which they must be run. Hours and days are kept after their rows and minutes have been dropped. */
export function rollupDdl(dataset: DatasetDefinition, options: DdlOptions): string[] {
  const { minute, hour, actorsByDay } = rollupsOf(dataset)
  const kept = { ...options, ttlMonths: 0 }
  const name = (table: string): string => qualifiedName(options.database, table)
  const view = (of: Rollup): string => `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name(of.view)} TO ${name(of.table)} AS`
  const category = quoteName(dataset.roles.category)
  const actor = quoteName(dataset.roles.actor)
  const time = `toDateTime(${quoteName(dataset.roles.time)}, 'UTC')`
  return [
    rollupTable(dataset, minute, options),
    rollupTable(dataset, hour, kept),
    rollupTable(dataset, actorsByDay, kept),
    `${view(hour)}
SELECT toStartOfHour(bucket) AS bucket, ${category}, sum(rows) AS rows FROM ${name(minute.table)} GROUP BY bucket, ${category}`,
    `${view(actorsByDay)}
SELECT bucket, groupBitmapState(${actor}) AS actors
FROM (SELECT DISTINCT toStartOfDay(${time}) AS bucket, ${actor} FROM ${name(dataset.name)}) GROUP BY bucket`,
    `${view(minute)}
SELECT toStartOfMinute(${time}) AS bucket, ${category}, count() AS rows FROM ${name(dataset.name)} GROUP BY bucket, ${category}`,
  ]
}

function rollupTable(dataset: DatasetDefinition, rollup: Rollup, { database, ttlMonths }: DdlOptions): string {
  const columns = rollupColumns(dataset, rollup)
  const key = columns.filter(({ type }) => !type.includes('AggregateFunction')).map(({ name }) => quoteName(name))
  return [
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, rollup.table)}`,
    `(\n${columns.map(({ name, type }) => `  ${quoteName(name)} ${type}`).join(',\n')}\n)`,
    'ENGINE = AggregatingMergeTree',
    'PARTITION BY toYYYYMM(bucket)',
    `ORDER BY (${key.join(', ')})`,
    ...ttlClause('bucket', ttlMonths),
    `SETTINGS non_replicated_deduplication_window = ${deduplicationWindowBlocks}`,
  ].join('\n')
}
