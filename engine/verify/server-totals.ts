// What ClickHouse answers: the same totals, from the rows and from the rollups.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { rollupsOf, type Rollup } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { z } from 'zod'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { columnTotal } from './column-totals.ts'

export interface ServerTotals {
  readonly rows: number
  readonly distinctActors: number
  readonly categories: Map<string, number>
  readonly columns: Map<string, bigint>
}

export interface RollupTotals {
  readonly categories: Map<string, number>
  /** Buckets (with their category) in which the rollup says something else than the rows do. */
  readonly differingBuckets: number
}

const categoryRow = z.object({ category: z.string(), rows: z.number() })
const numberRow = z.object({ value: z.number() })

/** With `untilMs`, only of the rows up to that time (Unix milliseconds, inclusive). */
export async function serverTotals(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  untilMs?: number,
): Promise<ServerTotals> {
  const time = quoteName(dataset.roles.time)
  const all = qualifiedName(warehouse.database, dataset.name)
  const table = untilMs === undefined ? all : `${all} WHERE ${time} <= fromUnixTimestamp64Milli(${untilMs}, 'UTC')`
  const totals = dataset.columns.flatMap(({ name, type }) => {
    const total = columnTotal(name, type)
    return total === undefined ? [] : [{ name, sql: total.sql }]
  })
  const actor = quoteName(dataset.roles.actor)
  const [row] = await warehouse.query(
    `SELECT count() AS rows, groupBitmap(${actor}) AS actors, [${totals.map(({ sql }) => sql).join(', ')}] AS totals FROM ${table}`,
    z.object({ rows: z.number(), actors: z.number(), totals: z.array(z.string()) }),
  )
  return {
    rows: row?.rows ?? 0,
    distinctActors: row?.actors ?? 0,
    columns: new Map(totals.map(({ name }, i) => [name, BigInt(row?.totals[i] ?? 0)])),
    categories: await categoryCounts(warehouse, table, dataset, 'count()'),
  }
}

export async function rollupTotals(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  rollup: Rollup,
): Promise<RollupTotals> {
  const table = qualifiedName(warehouse.database, rollup.table)
  const [differing] = await warehouse.query(differingBuckets(warehouse, dataset, rollup), numberRow)
  return {
    categories: await categoryCounts(warehouse, table, dataset, 'sum(rows)'),
    differingBuckets: differing?.value ?? 0,
  }
}

/** Days of which the rollup knows other actors than the rows have, or another number of them. */
export async function differingDays(warehouse: Warehouse, dataset: DatasetDefinition): Promise<number> {
  const { actorsByDay } = rollupsOf(dataset)
  const time = quoteName(dataset.roles.time)
  const actor = quoteName(dataset.roles.actor)
  const [row] = await warehouse.query(
    `SELECT count() AS value FROM (
      SELECT bucket FROM (
        SELECT toStartOfDay(toDateTime(${time}, 'UTC')) AS bucket, groupBitmapState(${actor}) AS actors
        FROM ${qualifiedName(warehouse.database, dataset.name)} GROUP BY bucket
        UNION ALL
        SELECT bucket, groupBitmapMergeState(actors) FROM ${qualifiedName(warehouse.database, actorsByDay.table)} GROUP BY bucket
      ) GROUP BY bucket HAVING groupBitmapXor(actors) != 0)`,
    numberRow,
  )
  return row?.value ?? 0
}

export async function distinctActors(warehouse: Warehouse, dataset: DatasetDefinition): Promise<number> {
  const table = qualifiedName(warehouse.database, rollupsOf(dataset).actorsByDay.table)
  const [row] = await warehouse.query(`SELECT groupBitmapMerge(actors) AS value FROM ${table}`, numberRow)
  return row?.value ?? 0
}

export async function rowCountOf(warehouse: Warehouse, table: string): Promise<number> {
  const [row] = await warehouse.query(
    `SELECT count() AS value FROM ${qualifiedName(warehouse.database, table)}`,
    numberRow,
  )
  return row?.value ?? 0
}

async function categoryCounts(
  warehouse: Warehouse,
  table: string,
  dataset: DatasetDefinition,
  count: string,
): Promise<Map<string, number>> {
  const category = quoteName(dataset.roles.category)
  const rows = await warehouse.query(
    `SELECT toString(${category}) AS category, ${count} AS rows FROM ${table} GROUP BY ${category}`,
    categoryRow,
  )
  return new Map(rows.map(({ category: name, rows: found }) => [name, found]))
}

/** Rows and rollup are added up with opposite signs: what does not come to nothing differs. */
function differingBuckets({ database }: Warehouse, dataset: DatasetDefinition, rollup: Rollup): string {
  const category = quoteName(dataset.roles.category)
  const time = quoteName(dataset.roles.time)
  return `SELECT count() AS value FROM (
    SELECT bucket, ${category}, sum(difference) AS total FROM (
      SELECT toStartOfInterval(toDateTime(${time}, 'UTC'), INTERVAL ${rollup.bucketSeconds} SECOND) AS bucket, ${category},
        toInt64(count()) AS difference
      FROM ${qualifiedName(database, dataset.name)} GROUP BY bucket, ${category}
      UNION ALL
      SELECT bucket, ${category}, -toInt64(sum(rows)) FROM ${qualifiedName(database, rollup.table)} GROUP BY bucket, ${category}
    ) GROUP BY bucket, ${category} HAVING total != 0)`
}
