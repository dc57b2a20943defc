// What a column's values are, whether they may be NULL or lie in a dictionary or not.
import type { ColumnType } from './column-type.ts'

export function bareType(type: ColumnType): ColumnType {
  return type.kind === 'Nullable' || type.kind === 'LowCardinality' ? bareType(type.inner) : type
}
