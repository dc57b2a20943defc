// What is to be looked at: a dataset that Millrace brings, or what would be filled into a table that is there.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { configError } from '../errors/millrace-error.ts'
import { describeDataset } from '../table/describe-dataset.ts'
import { readAnyTable } from '../table/read-table.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'

export interface RawDatasetChoice {
  readonly DATASET?: string
  readonly TABLE?: string
}

/** No server is asked but for TABLE. Throws `CONFIG` when there is no such dataset or table. */
export async function openDataset(
  config: Config,
  { DATASET: dataset, TABLE: table }: RawDatasetChoice,
  notify: (message: string) => void,
): Promise<DatasetDefinition> {
  if (table === undefined) return parseDataset(dataset ?? 'page_events')
  if (dataset !== undefined)
    throw configError('TABLE', table, 'DATASET says already what to show: leave one of them out')
  const named = configOfTable(config, table)
  const opened = await openWarehouse(named.config, notify)
  try {
    return describeDataset(await readAnyTable(opened.warehouse, named.table)).dataset
  } finally {
    await opened.close()
  }
}
