// What is to be looked at: a dataset that Millrace brings, one of a file, or what would be filled into a table that is there.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { loadReferences, referencesOf } from '../dataset-file/keys/load-references.ts'
import { datasetOfFile, loadDatasetFile } from '../dataset-file/load-dataset-file.ts'
import { isDatasetPath } from '../dataset-file/read/dataset-path.ts'
import { configError } from '../errors/millrace-error.ts'
import { describeDataset } from '../table/describe-dataset.ts'
import { readAnyTable } from '../table/read-table.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

export interface RawDatasetChoice {
  readonly DATASET?: string
  readonly TABLE?: string
}

type Notify = (message: string) => void

/**
 * A server is asked only for TABLE, and for a file that refers to other datasets. Throws `CONFIG` when there is no such dataset or
 * table, and for what is wrong in a file.
 */
export async function openDataset(
  config: Config,
  { DATASET: given, TABLE: table }: RawDatasetChoice,
  notify: Notify,
): Promise<DatasetDefinition> {
  if (table === undefined) {
    const dataset = given ?? 'page_events'
    return isDatasetPath(dataset) ? openFile(config, dataset, notify) : parseDataset(dataset)
  }
  if (given !== undefined) throw configError('TABLE', table, 'DATASET says already what to show: leave one of them out')
  const named = configOfTable(config, table)
  return withWarehouse(named.config, notify, async (warehouse) => {
    return describeDataset(await readAnyTable(warehouse, named.table)).dataset
  })
}

async function openFile(config: Config, path: string, notify: Notify): Promise<DatasetDefinition> {
  const loaded = await loadDatasetFile(path)
  if (referencesOf(loaded.file).size === 0) return datasetOfFile(loaded, () => undefined)
  return withWarehouse(config, notify, async (warehouse) => {
    return datasetOfFile(loaded, await loadReferences(warehouse, loaded.file))
  })
}

async function withWarehouse<Result>(
  config: Config,
  notify: Notify,
  use: (warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const opened = await openWarehouse(config, notify)
  try {
    return await use(opened.warehouse)
  } finally {
    await opened.close()
  }
}
