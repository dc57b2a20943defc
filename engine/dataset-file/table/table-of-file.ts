// How the table of a dataset file is made.
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import type { ColumnFile, DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { FileTable } from '@millrace/schemas/ddl/file-table-ddl.ts'

/** Types as the file writes them: a Decimal keeps its digits. */
export function tableOfFile(file: DatasetFile): FileTable {
  const columns = Object.entries(file.columns).filter(([, { hidden }]) => hidden !== true)
  return {
    name: file.name,
    comment: file.comment ?? '',
    columns: columns.map(([name, { type, comment, codec }]) => ({ name, type, comment, codec })),
    orderBy: file.table?.orderBy ?? sortedBy(columns),
    partitionBy: file.table?.partitionBy,
  }
}

/** By time and then by number, as rows are made; else by what they refer to. */
function sortedBy(columns: readonly (readonly [name: string, column: ColumnFile])[]): string[] {
  const namesFrom = (...sources: readonly ColumnFile['from'][]): string[] =>
    columns
      .filter(([, { from, type }]) => sources.includes(from) && !type.includes('Nullable'))
      .map(([name]) => quoteName(name))
  const asMade = [...namesFrom('time'), ...namesFrom('sequence', 'group'), ...namesFrom('position')]
  return asMade.length > 0 ? asMade : namesFrom('key')
}
