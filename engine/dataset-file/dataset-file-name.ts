// The name that a dataset file gives its table: all that commands need which work on what was seeded, however the file has
// changed since.
import { datasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { Spot, type Problem } from './problems/problem.ts'
import { valueAt } from './problems/known-keys.ts'
import { problemsError } from './problems/problems-error.ts'
import { reportShape } from './problems/shape-problems.ts'
import { readDatasetFile } from './read/read-dataset-file.ts'

/** Throws `CONFIG` for a file that cannot be read, or has no name. */
export async function datasetFileName(path: string): Promise<string> {
  const read = await readDatasetFile(path)
  const { name } = datasetFile.shape
  const parsed = name.safeParse(valueAt(read.value, 'name'))
  if (parsed.success) return parsed.data
  const problems: Problem[] = []
  reportShape(name, valueAt(read.value, 'name'), parsed.error.issues, new Spot(problems, ['name']))
  throw problemsError(read, problems)
}
