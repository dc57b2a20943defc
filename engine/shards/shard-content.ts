// What is to be in the files of a folder: a dataset of ours, or one of a dataset file.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { loadReferences, refersToOthers } from '../dataset-file/keys/load-references.ts'
import { datasetOfFile, loadDatasetFile, type LoadedDatasetFile } from '../dataset-file/load-dataset-file.ts'
import { configError } from '../errors/millrace-error.ts'
import { ensureLedger } from '../warehouse/ensure-tables.ts'
import { filledVersion } from '../plan/assert-own-version.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { SeedOptions } from '../seed/seed-options.ts'
import type { Config } from '../config/config.ts'

export interface ShardContent {
  readonly name: string
  readonly schemaVersion: number
  readonly loaded?: LoadedDatasetFile
  /** As it is now: files that were begun before may have been begun with another. */
  define(): Promise<DatasetDefinition>
}

/** A server is asked for the rows of other datasets, and for nothing else. */
export async function shardContent(
  target: SeedOptions['target'],
  config: Config,
  notify: (message: string) => void,
): Promise<ShardContent> {
  if ('table' in target) throw configError('TABLE', target.table, 'files are made of a dataset: use DATASET')
  if ('dataset' in target) {
    const { dataset } = target
    return { name: dataset.name, schemaVersion: dataset.schemaVersion, define: () => Promise.resolve(dataset) }
  }
  const loaded = await loadDatasetFile(target.path)
  return {
    name: loaded.file.name,
    schemaVersion: filledVersion,
    loaded,
    async define() {
      if (!refersToOthers(loaded.file)) return datasetOfFile(loaded, () => undefined)
      const opened = await openWarehouse(config, notify)
      try {
        await ensureLedger(opened.warehouse)
        return datasetOfFile(loaded, await loadReferences(opened.warehouse, loaded.file))
      } finally {
        await opened.close()
      }
    },
  }
}
