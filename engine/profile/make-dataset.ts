// The job of `make dataset`: a dataset file of a table that is there, from its definition alone, or from what is in it.
import { readAnyTable } from '../table/read-table.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { ProfileOptions } from './dataset-options.ts'
import { firstDraft } from './draft/first-draft.ts'
import { readTableLayout } from './draft/table-layout.ts'
import { writeDraft } from './draft/write-draft.ts'
import { profileTable } from './profile-table.ts'

/** Returns the file, which names its JSON Schema as `schema`. Throws `CONFIG` when there is no such table, or none whose values can be made. */
export async function makeDataset(
  warehouse: Warehouse,
  name: string,
  { profile, schema }: { readonly profile: ProfileOptions | undefined; readonly schema: string },
  notify: (message: string) => void,
): Promise<string> {
  const table = await readAnyTable(warehouse, name)
  const layout = await readTableLayout(warehouse, name)
  if (profile === undefined) return writeDraft(firstDraft(table, layout), schema)
  return writeDraft(await profileTable(warehouse, table, layout, profile, notify), schema)
}
