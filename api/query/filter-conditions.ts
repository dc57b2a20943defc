// Filters of a request as conditions of a WHERE: each value is a parameter of its column's type.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { filterColumns, type Filters } from '@millrace/schemas/api/params/filter-params.ts'
import { columnNamed, type EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { QueryParams } from './query-params.ts'

export interface ColumnFilter {
  readonly column: string
  /** As text, whatever the column's type: ClickHouse reads it. */
  readonly value: string
}

/** Those that are given, always in the same order. `query` may hold other parameters beside them. */
export function filtersOf(query: Filters): ColumnFilter[] {
  return filterColumns.toSorted().flatMap((column) => {
    const value = query[column]
    return value === undefined ? [] : [{ column, value }]
  })
}

export function filterConditions(
  dataset: EventDataset,
  filters: readonly ColumnFilter[],
  params: QueryParams,
): string[] {
  return filters.map(({ column, value }) => {
    const { name, type } = columnNamed(dataset, column)
    return `${quoteName(name)} = ${params.bind(typeName(plainType(type)), value)}`
  })
}

/** Rollups know rows by their category alone. */
export function canUseRollups({ roles }: EventDataset, filters: readonly ColumnFilter[]): boolean {
  return filters.every(({ column }) => column === roles.category)
}

function plainType(type: ColumnType): ColumnType {
  return type.kind === 'LowCardinality' ? type.inner : type
}

/** `WHERE` and the conditions, or nothing when there are none. */
export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
}
