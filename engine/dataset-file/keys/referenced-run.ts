// What others can refer to of a dataset whose run was begun.
import { datasetOf, runRowCount, type Run } from '../../plan/run.ts'
import type { ReferencedDataset } from './referenced-dataset.ts'

/** All rows of the run count, also those that are not in yet. */
export function referencedRun(run: Run): ReferencedDataset {
  const { columns, groups = [1] } = datasetOf(run)
  const rowCount = runRowCount(run)
  return {
    rowCount,
    keys(name) {
      const source = columns.find((column) => column.name === name)?.source
      if (source?.from === 'sequence') return { first: source.first ?? 0, count: rowCount }
      if (source?.from === 'group') return { first: source.first ?? 0, count: groupCount(rowCount, groups) }
      return undefined
    },
  }
}

/** Groups that so many rows begin, of one size after the other, in turn. */
function groupCount(rowCount: number, sizes: readonly number[]): number {
  const turnRows = sizes.reduce((sum, size) => sum + size, 0)
  let count = Math.floor(rowCount / turnRows) * sizes.length
  let rest = rowCount % turnRows
  for (const size of sizes) {
    if (rest <= 0) break
    count++
    rest -= size
  }
  return count
}
