// Whether the rows of a dataset need times and sessions at all: drawing and sorting them takes longer than a column does.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'

export function looksAtTimes({ columns, hiddenColumns = [] }: DatasetDefinition): boolean {
  return [...columns, ...hiddenColumns].some(({ per, source }) => per === 'session' || looksAtTime(source))
}

/** Whether a column of it needs the times of its own rows. */
export function looksAtTime(source: ColumnSource): boolean {
  switch (source.from) {
    case 'time':
    case 'uuid-v7':
      return true
    case 'time-after':
      return source.column === undefined
    case 'nullable':
      return looksAtTime(source.of)
    case 'case':
      return [...source.cases.map((one) => one.source), source.otherwise].some(looksAtTime)
    default:
      return false
  }
}
