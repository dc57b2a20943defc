// Tells the nested forms of a column value apart, with the types that `Array.isArray` and `instanceof Map` lose.
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'

export function isList(value: ColumnValue): value is readonly ColumnValue[] {
  return Array.isArray(value)
}

export function isMap(value: ColumnValue): value is ReadonlyMap<ColumnValue, ColumnValue> {
  return value instanceof Map
}
