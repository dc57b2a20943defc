// Compares a dataset file with the table that it is to fill.
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { LeftColumn } from '../../table/describe-dataset.ts'
import type { TableColumn, TableDescription } from '../../table/read-table.ts'

/**
 * The columns of the table that rows do not bring: the server has values for them. Throws `CONFIG` naming every difference that
 * keeps the file's rows out.
 */
export function leftColumns(table: TableDescription, dataset: DatasetDefinition, path: string): LeftColumn[] {
  const inTable = new Map(table.columns.map((column) => [column.name, column]))
  const inFile = new Set(dataset.columns.map(({ name }) => name))
  const others = table.columns.filter(({ name }) => !inFile.has(name))
  const differences = [
    ...dataset.columns.flatMap(({ name, type }) => differenceOf(name, typeName(type), inTable.get(name)) ?? []),
    ...others
      .filter(({ defaultKind }) => defaultKind === '')
      .map(({ name, type }) => `${name} ${type} is not in the file, and has no DEFAULT`),
  ]
  if (differences.length > 0) throw cannotFill(table.name, differences, path)
  return others.map(({ name, defaultKind }) => ({
    name,
    why: defaultKind === 'DEFAULT' ? 'its DEFAULT' : `${defaultKind}: the server's`,
    isInserted: defaultKind === 'DEFAULT',
  }))
}

function differenceOf(name: string, type: string, found: TableColumn | undefined): string | undefined {
  if (found === undefined) return `${name} ${type} is not in the table`
  if (!['', 'DEFAULT'].includes(found.defaultKind)) {
    return `${name} is ${found.defaultKind} in the table: leave it out of the file, or hide it there (hidden: true)`
  }
  const foundType = writtenAlike(found.type)
  return foundType === type ? undefined : `${name} is ${type} in the file, and ${found.type} in the table`
}

function writtenAlike(type: string): string {
  try {
    return typeName(parseType(type))
  } catch {
    return type
  }
}

function cannotFill(table: string, differences: readonly string[], path: string): MillraceError {
  return new MillraceError(
    'CONFIG',
    [
      `table ${table} is there with other columns than ${path} has:`,
      ...differences.map((difference) => `  ${difference}`),
      'Change the one or the other, give the file another name, or choose another CLICKHOUSE_DATABASE.',
    ].join('\n'),
  )
}
