// Tables beside the measured ones that hold rows as Millrace makes them, for those who begin with rows.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { defaultBatchRows } from '@millrace/engine/seed/default-batch-rows.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { readyBlocks } from './ready-blocks.ts'

export interface ReadyTableOptions {
  readonly warehouse: Warehouse
  readonly dataset: EventDataset
  readonly name: string
  readonly rows: number
}

export class ReadyTable {
  /** Quoted, with its database. */
  readonly name: string
  readonly #warehouse: Warehouse

  private constructor(warehouse: Warehouse, name: string) {
    this.#warehouse = warehouse
    this.name = qualifiedName(warehouse.database, name)
  }

  /** Made anew and filled, and its parts merged, so that nothing is left to do while others are measured. */
  static async fill({ warehouse, dataset, name, rows }: ReadyTableOptions): Promise<ReadyTable> {
    const table = new ReadyTable(warehouse, name)
    await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(warehouse.database)}`)
    await table.drop()
    await warehouse.command(tableDdl({ ...dataset, name }, { database: warehouse.database, ttlMonths: 0 }))
    const batchRows = defaultBatchRows(dataset)
    const produce = { format: 'native', encoding: 'none' } as const
    for await (const { header, frame } of readyBlocks({ dataset, rows, batchRows, produce })) {
      await warehouse.insertBlock({ header: { ...header, dataset: name }, frame })
    }
    await warehouse.command(`OPTIMIZE TABLE ${table.name} FINAL`)
    return table
  }

  async drop(): Promise<void> {
    await this.#warehouse.command(`DROP TABLE IF EXISTS ${this.name} SYNC`)
  }
}
