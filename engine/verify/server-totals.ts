// What ClickHouse answers: the same totals, from the rows and from the rollups.
import type { DatasetDefinition, EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { rollupsOf, type Rollup } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { z } from 'zod'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { columnTotal } from './column-totals.ts'

export interface ServerTotals {
  readonly rows: number
  readonly columns: Map<string, bigint>
}

export interface EventTotals {
  readonly distinctActors: number
  readonly categories: Map<string, number>
}

export interface RollupTotals {
  readonly categories: Map<string, number>
  /** Buckets (with their category) in which the rollup says something else than the rows do. */
  readonly differingBuckets: number
}

const categoryRow = z.object({ category: z.string(), rows: z.number() })
const numberRow = z.object({ value: z.number() })

/** `from`: the table, and which of its rows. */
export async function serverTotals(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  from: string,
): Promise<ServerTotals> {
  const totals = dataset.columns.map(({ name, type }) => ({ name, sql: columnTotal(name, type).sql }))
  const [row] = await warehouse.query(
    `SELECT count() AS rows, [${totals.map(({ sql }) => `ifNull(${sql}, '0')`).join(', ')}] AS totals FROM ${from}`,
    z.object({ rows: z.number(), totals: z.array(z.string()) }),
  )
  return {
    rows: row?.rows ?? 0,
    columns: new Map(totals.map(({ name }, i) => [name, BigInt(row?.totals[i] ?? 0)])),
  }
}

/** `from`: the table, and which of its rows. */
export async function eventTotals(warehouse: Warehouse, dataset: EventDataset, from: string): Promise<EventTotals> {
  const [row] = await warehouse.query(
    `SELECT groupBitmap(${quoteName(dataset.roles.actor)}) AS value FROM ${from}`,
    numberRow,
  )
  return {
    distinctActors: row?.value ?? 0,
    categories: await categoryCounts(warehouse, from, dataset, 'count()'),
  }
}

/** The rows of a dataset: with `untilMs`, those up to that time (Unix milliseconds, inclusive). */
export function rowsUntil(warehouse: Warehouse, dataset: EventDataset, untilMs?: number): string {
  const table = qualifiedName(warehouse.database, dataset.name)
  if (untilMs === undefined) return table
  return `${table} WHERE ${quoteName(dataset.roles.time)} <= fromUnixTimestamp64Milli(${untilMs}, 'UTC')`
}

export async function rollupTotals(warehouse: Warehouse, dataset: EventDataset, rollup: Rollup): Promise<RollupTotals> {
  const table = qualifiedName(warehouse.database, rollup.table)
  const [differing] = await warehouse.query(differingBuckets(warehouse, dataset, rollup), numberRow)
  return {
    categories: await categoryCounts(warehouse, table, dataset, 'sum(rows)'),
    differingBuckets: differing?.value ?? 0,
  }
}

/** Days of which the rollup knows other actors than the rows have, or another number of them. */
export async function differingDays(warehouse: Warehouse, dataset: EventDataset): Promise<number> {
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

export async function distinctActors(warehouse: Warehouse, dataset: EventDataset): Promise<number> {
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
  dataset: EventDataset,
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
function differingBuckets({ database }: Warehouse, dataset: EventDataset, rollup: Rollup): string {
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
