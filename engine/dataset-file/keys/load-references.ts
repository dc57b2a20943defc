// The other datasets that a file refers to, from the ledger of the database that it is to be seeded into.
import type { ColumnFile, DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import { loadRun } from '../../ledger/run-registry.ts'
import type { WarehousePort } from '../../warehouse/warehouse-port.ts'
import { datasetsOfFormula } from '../compile/compile-seen.ts'
import type { ReferencedDataset, RowsOf } from './referenced-dataset.ts'
import { referencedRun } from './referenced-run.ts'

export async function loadReferences(warehouse: WarehousePort, file: DatasetFile): Promise<RowsOf> {
  const found = new Map<string, ReferencedDataset>()
  for (const name of referencesOf(file)) {
    const run = await loadRun(warehouse, name)
    if (run !== undefined) found.set(name, referencedRun(run))
  }
  return (name) => found.get(name)
}

export function refersToOthers(file: DatasetFile): boolean {
  return referencesOf(file).size > 0
}

/** Names of those of which it matters how many rows they have. */
export function referencesOf({ columns }: DatasetFile): Set<string> {
  return new Set(Object.values(columns).flatMap(namesIn))
}

function namesIn(source: ColumnFile | PlainSourceFile): string[] {
  switch (source.from) {
    case 'key':
      return source.rows === undefined ? [source.of.split('.')[0] ?? ''] : []
    case 'formula':
      return datasetsOfFormula(source.formula)
    case 'case':
      return [...Object.values(source.when), source.else].flatMap(namesIn)
    default:
      return []
  }
}
