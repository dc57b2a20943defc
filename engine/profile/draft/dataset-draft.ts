// A dataset file before it is written: its columns in their order, each with what a reader should know of it.
import type { DatasetFileInput } from '@millrace/schemas/dataset-file/dataset-file.ts'

export type ColumnFileInput = DatasetFileInput['columns'][string]
type WithoutCommon<Column> = Column extends unknown
  ? Omit<Column, 'type' | 'nulls' | 'per' | 'hidden' | 'codec' | 'comment'>
  : never
/** What stands beside a column's type: where its values come from. */
export type SourceFileInput = WithoutCommon<ColumnFileInput>

export interface DraftColumn {
  readonly name: string
  readonly column: ColumnFileInput
  /** Stands above it in the file. */
  readonly notes?: readonly string[]
}

export interface DatasetDraft {
  /** Stand at the head of the file. */
  readonly notes: readonly string[]
  readonly name: string
  readonly columns: readonly DraftColumn[]
  readonly times?: DatasetFileInput['times']
  readonly table?: DatasetFileInput['table']
}

/** What is written, without its notes. */
export function fileOfDraft({ name, columns, times, table }: DatasetDraft): DatasetFileInput {
  return {
    name,
    ...(times === undefined ? {} : { times }),
    columns: Object.fromEntries(columns.map((each) => [each.name, each.column])),
    ...(table === undefined ? {} : { table }),
  }
}
