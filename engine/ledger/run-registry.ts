// Runs as the warehouse remembers them. Whoever comes first decides: the entry is inserted under a token of its own, so of
// two processes that begin (or extend) a run at the same moment one wins, and both read the winner's.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import { datasetId, type FilledTable, type Run, type Segment } from '../plan/run.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { runsTable } from './ledger-ddl.ts'

const runRow = z.object({
  table_uuid: z.string(),
  schema_version: z.number(),
  seed: z.string(),
  anchor_ms: z.number(),
  days: z.number(),
  batch_rows: z.number(),
  first_batch: z.number(),
  first_row: z.number(),
  row_count: z.number(),
  shards: z.number(),
  filled: z.string(),
})

/** The run that fills the table as it stands, if one was begun. */
export async function loadRun(warehouse: WarehousePort, dataset: string): Promise<Run | undefined> {
  const uuid = await findTableUuid(warehouse, warehouse.storedName(dataset))
  if (uuid === undefined) return undefined
  return (await loadRuns(warehouse, dataset)).find((run) => run.tableUuid === uuid)
}

/** Every run of the dataset that was begun in this database, those whose tables are gone included. */
export async function loadRuns(warehouse: WarehousePort, dataset: string): Promise<Run[]> {
  const rows = await warehouse.query(
    `SELECT table_uuid, schema_version, seed, anchor_ms, days, batch_rows, first_batch, first_row, row_count, shards, filled
     FROM ${qualifiedName(warehouse.database, runsTable)} WHERE dataset = {dataset:String} ORDER BY table_uuid, segment`,
    runRow,
    { dataset },
  )
  return [...Map.groupBy(rows, (row) => row.table_uuid)].flatMap(([tableUuid, segments]) => {
    const [first] = segments
    if (first === undefined) return []
    return {
      dataset,
      tableUuid,
      schemaVersion: first.schema_version,
      seed: first.seed,
      anchorMs: first.anchor_ms,
      days: first.days,
      batchRows: first.batch_rows,
      shardCount: first.shards,
      // As `addSegment` has written it.
      ...(first.filled !== '' && { filled: JSON.parse(first.filled) as FilledTable }),
      segments: segments.map((row) => ({
        firstBatch: row.first_batch,
        firstRow: row.first_row,
        rowCount: row.row_count,
      })),
    }
  })
}

/** Adds a segment to the run (the first one begins it), unless another process has been quicker; returns the run as it is then. */
export async function addSegment(warehouse: WarehousePort, run: Run, segment: Segment): Promise<Run> {
  const number = run.segments.length
  const token = number === 0 ? `run/${run.tableUuid}` : `run/${datasetId(run)}/${number}`
  const entry = {
    dataset: run.dataset,
    table_uuid: run.tableUuid,
    schema_version: run.schemaVersion,
    seed: run.seed,
    anchor_ms: run.anchorMs,
    days: run.days,
    batch_rows: run.batchRows,
    segment: number,
    first_batch: segment.firstBatch,
    first_row: segment.firstRow,
    row_count: segment.rowCount,
    shards: run.shardCount,
    filled: run.filled === undefined ? '' : JSON.stringify(run.filled),
  }
  await warehouse.insertRows(runsTable, [entry], token)
  const stored = await loadRun(warehouse, run.dataset)
  if (stored === undefined) throw new Error(`the run of ${run.dataset} is not in ${runsTable} after it was inserted`)
  return stored
}

/** Of the table that the dataset's rows lie in; on a cluster, of the first shard's. */
export async function tableUuid(warehouse: WarehousePort, dataset: string): Promise<string> {
  const table = warehouse.storedName(dataset)
  const uuid = await findTableUuid(warehouse, table)
  if (uuid === undefined) throw new Error(`there is no table ${warehouse.database}.${table}`)
  return uuid
}

export async function findTableUuid(
  warehouse: Pick<WarehousePort, 'database' | 'query'>,
  table: string,
): Promise<string | undefined> {
  const [row] = await warehouse.query(
    'SELECT uuid FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    z.object({ uuid: z.string() }),
    { database: warehouse.database, table },
  )
  return row?.uuid
}
