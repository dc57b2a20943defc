// Loads a dataset file and checks all of it that can be checked without a database.
import {
  columnFile,
  datasetFile,
  type ColumnFile,
  type DatasetFile,
} from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { compileColumns, compileDataset } from './compile/compile-dataset.ts'
import type { RowsOf } from './keys/referenced-dataset.ts'
import { valueAt } from './problems/known-keys.ts'
import { Spot, type Problem } from './problems/problem.ts'
import { problemsError } from './problems/problems-error.ts'
import { reportShape } from './problems/shape-problems.ts'
import { readDatasetFile } from './read/read-dataset-file.ts'
import type { ReadDatasetFile } from './read/read-file.ts'

export interface LoadedDatasetFile {
  readonly file: DatasetFile
  readonly read: ReadDatasetFile
}

/** Throws `CONFIG` naming everything that is wrong in the file, with its place. */
export async function loadDatasetFile(path: string): Promise<LoadedDatasetFile> {
  return checkDatasetFile(await readDatasetFile(path))
}

export function checkDatasetFile(read: ReadDatasetFile): LoadedDatasetFile {
  const problems: Problem[] = []
  const spot = new Spot(problems)
  const parsed = datasetFile.safeParse(read.value)
  if (parsed.success) compileDataset(parsed.data, anyRows, spot)
  else {
    reportShape(datasetFile, read.value, parsed.error.issues, spot)
    compileColumns(readableColumns(read.value), anyRows, spot)
  }
  if (!parsed.success || problems.length > 0) throw problemsError(read, problems)
  return { file: parsed.data, read }
}

/** What the file defines, where the datasets that it refers to have so many rows. Throws `CONFIG` when one of them has none. */
export function datasetOfFile({ file, read }: LoadedDatasetFile, rowsOf: RowsOf): DatasetDefinition {
  const problems: Problem[] = []
  const dataset = compileDataset(file, rowsOf, new Spot(problems))
  if (dataset === undefined || problems.length > 0) throw problemsError(read, problems)
  return dataset
}

/** Until it is known how many there are. */
const anyRows: RowsOf = () => ({ rowCount: 1, keys: () => ({ first: 1, count: 1 }) })

/** Of a file that is wrong elsewhere: the columns that are right in themselves. */
function readableColumns(value: unknown): ReadonlyMap<string, ColumnFile | undefined> {
  const columns = valueAt(value, 'columns')
  const entries = typeof columns === 'object' && columns !== null ? Object.entries(columns) : []
  return new Map(entries.map(([name, column]) => [name, columnFile.safeParse(column).data]))
}
