// Gets a table that is there already ready to be filled: what is generated into it, and what it holds before.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { BlockFormat } from '../block/block.ts'
import { configError, MillraceError } from '../errors/millrace-error.ts'
import { loadRun } from '../ledger/run-registry.ts'
import type { FilledTable } from '../plan/run.ts'
import { ensureLedger } from '../warehouse/ensure-tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { describeDataset } from './describe-dataset.ts'
import { assertFillable, totalsBefore } from './fillable-table.ts'
import { formatDataset } from './format-dataset.ts'
import { readTable } from './read-table.ts'

/**
 * A run that was begun goes on with what was decided then. Throws `CONFIG` when there is no such table, or none that can be
 * filled exactly, and when its columns are no longer those that the run was begun with.
 */
export async function openTable(
  warehouse: Warehouse,
  name: string,
  format: BlockFormat,
  notify: (message: string) => void,
): Promise<FilledTable> {
  if (warehouse.cluster !== undefined) {
    throw configError('TABLE', name, 'a table of a cluster cannot be filled yet: leave CLICKHOUSE_CLUSTER out')
  }
  const table = await readTable(warehouse, name)
  const described = describeDataset(table)
  await ensureLedger(warehouse)
  await assertFillable(warehouse, { table, columns: described.dataset.columns, left: described.left }, format)
  const run = await loadRun(warehouse, name)
  if (run === undefined) {
    notify(formatDataset(described, table))
    return { dataset: described.dataset, before: await totalsBefore(warehouse, described.dataset) }
  }
  if (run.filled === undefined) throw configError('TABLE', name, `a dataset fills that table: use DATASET=${name}`)
  if (run.filled.file !== undefined) {
    throw configError('TABLE', name, `a dataset file fills that table: use DATASET= with the path of ${name}'s file`)
  }
  assertSameColumns(run.filled.dataset, described.dataset)
  return run.filled
}

function assertSameColumns(begun: DatasetDefinition, found: DatasetDefinition): void {
  const columnsOf = (dataset: DatasetDefinition): string[] =>
    dataset.columns.map(({ name, type }) => `${name} ${typeName(type)}`)
  const [before, now] = [columnsOf(begun), columnsOf(found)]
  const gone = before.filter((column) => !now.includes(column))
  const added = now.filter((column) => !before.includes(column))
  if (gone.length + added.length === 0) return
  throw new MillraceError(
    'CONFIG',
    [
      `${begun.name} has other columns than when the run was begun:`,
      ...gone.map((column) => `  gone: ${column}`),
      ...added.map((column) => `  new: ${column}`),
      `To start over: make drop TABLE=${begun.name}`,
    ].join('\n'),
  )
}
