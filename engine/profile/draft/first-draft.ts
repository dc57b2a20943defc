// A first dataset file of a table that is there: its types, its keys, and for each column what its name and type let expect.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { chooseSource } from '../../table/choose-source.ts'
import type { TableColumn, TableDescription } from '../../table/read-table.ts'
import type { ColumnFileInput, DatasetDraft, DraftColumn } from './dataset-draft.ts'
import { fileSource } from './file-source.ts'
import type { TableLayout } from './table-layout.ts'

/** A column of the table whose values can be made. */
export interface KnownColumn extends TableColumn {
  readonly parsed: ColumnType
}

export interface KnownColumns {
  readonly columns: readonly KnownColumn[]
  /** A line for each of the others. */
  readonly notes: readonly string[]
}

const ofTheServer: ReadonlySet<string> = new Set(['MATERIALIZED', 'ALIAS', 'EPHEMERAL'])

/** Throws `CONFIG` when there is no column whose values can be made. */
export function knownColumns(table: TableDescription): KnownColumns {
  const columns: KnownColumn[] = []
  const notes: string[] = []
  for (const column of table.columns) {
    if (ofTheServer.has(column.defaultKind)) {
      notes.push(`left out: ${column.name}, which is ${column.defaultKind} in the table`)
      continue
    }
    try {
      columns.push({ ...column, parsed: parseType(column.type) })
    } catch (error) {
      notes.push(`left out: ${column.name} (${errorMessage(error)}); in a table it needs a DEFAULT`)
    }
  }
  if (columns.length > 0) return { columns, notes }
  throw new MillraceError('CONFIG', [`no column of ${table.name} can be filled:`, ...notes].join('\n'))
}

export function firstDraft(table: TableDescription, layout: TableLayout): DatasetDraft {
  const { columns, notes } = knownColumns(table)
  return {
    notes: ['Made from the names and types of a table: change what is not as it should be.', ...notes],
    name: datasetName(table.name),
    columns: columns.map((column) => draftColumn(column, table, layout)),
    table: layout.table,
  }
}

function draftColumn(column: KnownColumn, table: TableDescription, layout: TableLayout): DraftColumn {
  const source = fileSource(chooseSource({ ...column, type: column.parsed, table }), column.parsed)
  return { name: column.name, column: withCommon(column, layout, source), notes: notesOf(source) }
}

/** Its source with what the table says of the column. */
export function withCommon(
  { name, type, comment }: TableColumn,
  { codecs }: TableLayout,
  source: object,
): ColumnFileInput {
  const codec = codecs.get(name)
  return {
    type,
    ...source,
    ...(codec === undefined ? {} : { codec }),
    ...(comment === '' ? {} : { comment }),
  } as ColumnFileInput // a type beside a source is a column
}

/** A name that a dataset may have. */
export function datasetName(table: string): string {
  const plain = table.replaceAll(/\W/g, '_').slice(0, 64)
  return /^\d/.test(plain) ? `_${plain}`.slice(0, 64) : plain
}

function notesOf({ from }: { readonly from: string }): string[] {
  if (from === 'any') return ['any values of the type: nothing better is known of it']
  if (from === 'sequence') return ['the key: a number for each row']
  return []
}
