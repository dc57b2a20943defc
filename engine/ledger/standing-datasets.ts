// The datasets of which a run fills a table that is there, as whoever may only read finds them: those that were begun first
// come first.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { FilledTable } from '../plan/run.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { runsTable } from './ledger-ddl.ts'

export interface StandingDataset {
  /** With those of its columns that the table still has as they were. */
  readonly dataset: DatasetDefinition
  readonly tableUuid: string
  /** Its table and rollups are ours, as its definition has them. */
  readonly isOurs: boolean
}

const standingRow = z.object({
  name: z.string(),
  table: z.string(),
  uuid: z.string(),
  filled: z.string(),
  columns: z.array(z.string()),
})

/** A dataset that this version of Millrace does not know is not among them. `storedName`: the table that its rows lie in. */
export async function standingDatasets(
  warehouse: Pick<WarehousePort, 'database' | 'query'>,
  storedName: (dataset: string) => string,
): Promise<StandingDataset[]> {
  const rows = await warehouse.query(
    `SELECT runs.dataset AS name, tables.name AS table, toString(runs.table_uuid) AS uuid, any(runs.filled) AS filled,
       any(found.columns) AS columns
     FROM ${qualifiedName(warehouse.database, runsTable)} AS runs
     INNER JOIN (SELECT name, uuid FROM system.tables WHERE database = {database:String}) AS tables
       ON tables.uuid = runs.table_uuid
     INNER JOIN (
       SELECT table, groupArray(concat(name, ' ', type)) AS columns FROM system.columns
       WHERE database = {database:String} GROUP BY table
     ) AS found ON found.table = tables.name
     GROUP BY runs.dataset, tables.name, runs.table_uuid ORDER BY min(runs.created_at), runs.dataset`,
    standingRow,
    { database: warehouse.database },
  )
  return rows.flatMap(({ name, table, uuid, filled, columns }) => {
    const dataset = filled === '' ? datasets.get(name) : filledDataset(filled)
    if (dataset === undefined || table !== storedName(name)) return []
    const left = columnsThere(dataset, new Set(columns))
    const isOurs = filled === '' && left.length === dataset.columns.length
    return [{ dataset: { ...dataset, columns: left }, tableUuid: uuid, isOurs }]
  })
}

/** As `addSegment` has written it. */
function filledDataset(text: string): DatasetDefinition {
  return (JSON.parse(text) as FilledTable).dataset
}

function columnsThere({ columns }: DatasetDefinition, there: ReadonlySet<string>): ColumnDefinition[] {
  return columns.filter(({ name, type }) => there.has(`${name} ${typeName(type)}`))
}
