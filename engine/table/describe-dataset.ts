// Makes a dataset of a table that is there: a source for each of its columns, chosen by type and name.
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { filledVersion } from '../plan/assert-own-version.ts'
import { chooseSource } from './choose-source.ts'
import type { TableColumn, TableDescription } from './read-table.ts'

export interface DescribedDataset {
  readonly dataset: DatasetDefinition
  /** Columns that rows do not bring. */
  readonly left: readonly LeftColumn[]
}

export interface LeftColumn {
  readonly name: string
  readonly why: string
  /** Whether an insert could bring it. */
  readonly isInserted: boolean
}

/** Throws `CONFIG` naming each column whose values cannot be made, and what to do about it. */
export function describeDataset(table: TableDescription): DescribedDataset {
  const columns: ColumnDefinition[] = []
  const left: LeftColumn[] = []
  const impossible: string[] = []
  for (const column of table.columns) {
    if (['MATERIALIZED', 'ALIAS', 'EPHEMERAL'].includes(column.defaultKind)) {
      left.push({ name: column.name, why: `${column.defaultKind}: the server's`, isInserted: false })
      continue
    }
    try {
      columns.push(defineColumn(column, table))
    } catch (error) {
      const why = errorMessage(error)
      if (column.defaultKind === 'DEFAULT')
        left.push({ name: column.name, why: `its DEFAULT: ${why}`, isInserted: true })
      else impossible.push(`  ${column.name}: ${why}`)
    }
  }
  if (impossible.length > 0) throw cannotFill(table.name, impossible)
  return { dataset: { name: table.name, comment: '', schemaVersion: filledVersion, columns }, left }
}

function defineColumn(column: TableColumn, table: TableDescription): ColumnDefinition {
  const type = parseType(column.type)
  return { name: column.name, type, comment: column.comment, source: chooseSource({ ...column, type, table }) }
}

function cannotFill(table: string, reasons: readonly string[]): MillraceError {
  return new MillraceError(
    'CONFIG',
    [
      `columns of ${table} cannot be filled:`,
      ...reasons,
      `Give them a DEFAULT, which is then used: ALTER TABLE ${table} MODIFY COLUMN … DEFAULT …`,
    ].join('\n'),
  )
}
