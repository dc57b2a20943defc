// What a table must be for rows to be filled in exactly once, and what it holds before.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BlockFormat } from '../block/block.ts'
import { configError } from '../errors/millrace-error.ts'
import { runsTable } from '../ledger/ledger-ddl.ts'
import type { FilledTable } from '../plan/run.ts'
import { serverTotals } from '../verify/server-totals.ts'
import { assertDeduplication } from '../warehouse/assert-deduplication.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { LeftColumn } from './describe-dataset.ts'
import type { TableDescription } from './read-table.ts'

export interface TableToFill {
  readonly table: TableDescription
  /** Those that rows bring, in the order in which they do. */
  readonly columns: readonly Pick<ColumnDefinition, 'name'>[]
  readonly left: readonly LeftColumn[]
}

/** Throws `CONFIG` when the table forgets inserts too soon, and when rows of that format cannot leave columns out. */
export async function assertFillable(
  warehouse: Warehouse,
  { table, columns, left }: TableToFill,
  format: BlockFormat,
): Promise<void> {
  await assertDeduplication(warehouse, [table.name, runsTable])
  if (format !== 'rowbinary') return
  const omitted = left.filter(({ isInserted }) => isInserted).map((column) => column.name)
  if (omitted.length > 0) {
    throw configError('FORMAT', format, `rows of ${table.name} come without ${omitted.join(', ')}: use FORMAT=native`)
  }
  const brought = new Set(columns.map(({ name }) => name))
  const order = table.columns.filter(({ name }) => brought.has(name))
  if (order.some(({ name }, i) => name !== columns[i]?.name)) {
    throw configError('FORMAT', format, `${table.name} has its columns in another order: use FORMAT=native`)
  }
}

export async function totalsBefore(warehouse: Warehouse, dataset: DatasetDefinition): Promise<FilledTable['before']> {
  const { rows, columns } = await serverTotals(warehouse, dataset, qualifiedName(warehouse.database, dataset.name))
  return { rowCount: rows, totals: Object.fromEntries([...columns].map(([column, total]) => [column, String(total)])) }
}
