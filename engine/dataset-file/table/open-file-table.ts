// Gets the table of a dataset file ready to be filled, making it if it is not there.
import { ClickHouseError } from '@clickhouse/client'
import { fileTableDdl } from '@millrace/schemas/ddl/file-table-ddl.ts'
import type { BlockFormat } from '../../block/block.ts'
import { configError, isMillraceError, MillraceError } from '../../errors/millrace-error.ts'
import { findTableUuid, loadRun } from '../../ledger/run-registry.ts'
import type { FilledTable } from '../../plan/run.ts'
import { assertFillable, totalsBefore } from '../../table/fillable-table.ts'
import { formatDataset } from '../../table/format-dataset.ts'
import { readTable } from '../../table/read-table.ts'
import { ensureLedger } from '../../warehouse/ensure-tables.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { loadReferences } from '../keys/load-references.ts'
import { datasetOfFile, type LoadedDatasetFile } from '../load-dataset-file.ts'
import { assertSameFile } from './assert-same-file.ts'
import { leftColumns } from './left-columns.ts'
import { tableOfFile } from './table-of-file.ts'

/**
 * A run that was begun goes on with what was decided then. Throws `CONFIG` when the file has changed since, when the table is
 * another than the file describes, and when a dataset that the file refers to has not been seeded.
 */
export async function openFileTable(
  warehouse: Warehouse,
  loaded: LoadedDatasetFile,
  format: BlockFormat,
  notify: (message: string) => void,
): Promise<FilledTable> {
  const { file, read } = loaded
  if (warehouse.cluster !== undefined) {
    throw configError('DATASET', read.path, 'a dataset file cannot fill a cluster yet: leave CLICKHOUSE_CLUSTER out')
  }
  await ensureLedger(warehouse)
  const begun = await begunRun(warehouse, loaded)
  const dataset = begun?.dataset ?? datasetOfFile(loaded, await loadReferences(warehouse, file))
  const isMade = await makeTable(warehouse, loaded)
  const table = await readTable(warehouse, file.name)
  const left = leftColumns(table, dataset, read.path)
  await assertFillable(warehouse, { table, columns: dataset.columns, left }, format)
  if (begun !== undefined) return begun
  notify(formatDataset({ dataset, left }, table))
  return { dataset, file, ...(isMade && { isMade }), before: await totalsBefore(warehouse, dataset) }
}

async function begunRun(warehouse: Warehouse, { file, read }: LoadedDatasetFile): Promise<FilledTable | undefined> {
  const run = await loadRun(warehouse, file.name)
  if (run === undefined) return undefined
  if (run.filled?.file === undefined) {
    const other = run.filled === undefined ? `DATASET=${file.name}` : `TABLE=${file.name}`
    throw configError('DATASET', read.path, `table ${file.name} is filled by ${other}: give the file another name`)
  }
  assertSameFile(run.filled.file, file, read.path)
  return run.filled
}

/** Whether it was not there. */
async function makeTable(warehouse: Warehouse, { file, read }: LoadedDatasetFile): Promise<boolean> {
  if ((await findTableUuid(warehouse, file.name)) !== undefined) return false
  try {
    await warehouse.define(fileTableDdl(tableOfFile(file), warehouse.database))
    return true
  } catch (error) {
    // Whatever the server has against a definition that a user wrote: most of its codes say nothing of blocks, and are not known.
    if (!isMillraceError(error, 'WAREHOUSE_REJECTED') && !(error instanceof ClickHouseError)) throw error
    throw new MillraceError('CONFIG', `${read.path}: ClickHouse refuses its table: ${error.message}`, { cause: error })
  }
}
