// Gets a table that is there already ready to be filled: what is generated into it, and what it holds before.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { BlockFormat } from '../block/block.ts'
import { configError, MillraceError } from '../errors/millrace-error.ts'
import { runsTable } from '../ledger/ledger-ddl.ts'
import { loadRun } from '../ledger/run-registry.ts'
import type { FilledTable } from '../plan/run.ts'
import { serverTotals } from '../verify/server-totals.ts'
import { assertDeduplication } from '../warehouse/assert-deduplication.ts'
import { ensureLedger } from '../warehouse/ensure-tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { describeDataset } from './describe-dataset.ts'
import { formatDataset } from './format-dataset.ts'
import { readTable } from './read-table.ts'

export interface OpenedTable {
  readonly dataset: DatasetDefinition
  readonly before: FilledTable['before']
}

/**
 * A run that was begun goes on with what was decided then. Throws `CONFIG` when there is no such table, or none that can be
 * filled exactly, and when its columns are no longer those that the run was begun with.
 */
export async function openTable(
  warehouse: Warehouse,
  name: string,
  format: BlockFormat,
  notify: (message: string) => void,
): Promise<OpenedTable> {
  if (warehouse.cluster !== undefined) {
    throw configError('TABLE', name, 'a table of a cluster cannot be filled yet: leave CLICKHOUSE_CLUSTER out')
  }
  const table = await readTable(warehouse, name)
  const described = describeDataset(table)
  await ensureLedger(warehouse)
  await assertDeduplication(warehouse, [name, runsTable])
  const omitted = described.left.filter(({ isInserted }) => isInserted).map((column) => column.name)
  if (format === 'rowbinary' && omitted.length > 0) {
    throw configError('FORMAT', format, `rows of ${name} come without ${omitted.join(', ')}: use FORMAT=native`)
  }
  const run = await loadRun(warehouse, name)
  if (run === undefined) {
    notify(formatDataset(described, table))
    const from = qualifiedName(warehouse.database, name)
    const { rows, columns } = await serverTotals(warehouse, described.dataset, from)
    const totals = Object.fromEntries([...columns].map(([column, total]) => [column, String(total)]))
    return { dataset: described.dataset, before: { rowCount: rows, totals } }
  }
  if (run.filled === undefined) throw configError('TABLE', name, `a dataset fills that table: use DATASET=${name}`)
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
