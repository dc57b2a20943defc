// What the compiling of a column may look at.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { suggestion } from '../problems/nearest.ts'
import type { Spot } from '../problems/problem.ts'
import type { RowsOf } from '../keys/referenced-dataset.ts'

export interface ColumnContext {
  /** All of the file; undefined is one that is wrong itself. */
  readonly columns: ReadonlyMap<string, ColumnFile | undefined>
  readonly rowsOf: RowsOf
  /** Of the source. */
  readonly spot: Spot
  /** What the source fills: of a Nullable, what it holds. */
  readonly type: ColumnType
  /** The column's type as the file has it: a Decimal with its own number of digits. */
  readonly written: string
}

/** Whether there is a column of that name; if not, that is reported at the spot. */
export function isColumn(name: string, { columns }: Pick<ColumnContext, 'columns'>, spot: Spot): boolean {
  if (columns.has(name)) return true
  spot.report(`there is no column ${name}: ${suggestion(name, [...columns.keys()])}`)
  return false
}
