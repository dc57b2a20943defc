// The first rows of a block as ClickHouse reads them: inserted into a table in memory, which is gone afterwards.
import { randomUUID } from 'node:crypto'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { columnsDdl } from '@millrace/schemas/ddl/column-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Block } from '../block/block.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

/** One value on a line. Throws `WAREHOUSE_REJECTED` with what ClickHouse finds wrong with the block. */
export async function peekBlock(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  block: Block,
  rowsMax: number,
): Promise<string> {
  const table = `peek_${randomUUID()}`
  const name = qualifiedName(warehouse.database, table)
  const columns = dataset.columns.map((column) => ({ name: column.name, type: typeName(column.type) }))
  await warehouse.command(`CREATE TABLE ${name} ${columnsDdl(columns)} ENGINE = Memory`)
  try {
    await warehouse.insertBlockInto(table, block)
    return await warehouse.text(`SELECT * FROM ${name} LIMIT ${rowsMax} FORMAT Vertical`)
  } finally {
    await warehouse.command(`DROP TABLE ${name} SYNC`)
  }
}
