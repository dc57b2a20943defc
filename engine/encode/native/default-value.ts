// The value ClickHouse gives a column when nothing is known: it stands where a NULL is, and first in every dictionary.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'

export function defaultValue(type: ColumnType): ColumnValue {
  switch (type.kind) {
    case 'String':
    case 'FixedString':
      return ''
    case 'Bool':
      return false
    case 'UUID':
      return '00000000-0000-0000-0000-000000000000'
    case 'IPv6':
      return '::'
    case 'Enum8':
    case 'Enum16':
      return Math.min(...Object.values(type.values))
    case 'Nullable':
      return null
    case 'LowCardinality':
      return defaultValue(type.inner)
    case 'Array':
      return []
    case 'Tuple':
      return type.elements.map(defaultValue)
    case 'Map':
      return new Map()
    default:
      return 0
  }
}
