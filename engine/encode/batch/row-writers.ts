// The writers of all columns of a row, made from the last to the first, because a writer must know how much will be written
// behind it.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { RowWriter } from './row-writer.ts'

/** `writerOf` is told the fewest bytes that follow in the row, and whether no column does. */
export function rowWriters(
  dataset: DatasetDefinition,
  columns: readonly BatchColumn[],
  writerOf: (type: ColumnType, column: BatchColumn, bytesAfterMin: number, isLast: boolean) => RowWriter,
): RowWriter[] {
  let bytesAfterMin = 0
  return dataset.columns
    .map(({ type }, i) => ({ type, column: columns[i], isLast: i === dataset.columns.length - 1 }))
    .reverse()
    .flatMap(({ type, column, isLast }) => {
      if (column === undefined) return []
      const writer = writerOf(type, column, bytesAfterMin, isLast)
      bytesAfterMin += writer.widthBytesMin
      return [writer]
    })
    .reverse()
}
