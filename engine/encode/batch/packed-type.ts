// How a pool column travels in Native: its strings as places in a dictionary, which ClickHouse turns into the table's own
// type as it reads them (NativeReader casts a block's columns to those of the table). A string of forty bytes takes two.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'

const rowsPerPoolValueMin = 4

/** Rows that a block must have, for the dictionary of a whole pool not to outweigh its strings. */
export function packedRowCountMin(poolValueCount: number): number {
  return poolValueCount * rowsPerPoolValueMin
}

/** The type with every string in it in a dictionary; the same object when there is none. */
export function packedType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'String':
    case 'FixedString':
      return { kind: 'LowCardinality', inner: type }
    case 'Nullable': {
      const isString = type.inner.kind === 'String' || type.inner.kind === 'FixedString'
      return isString ? { kind: 'LowCardinality', inner: type } : type
    }
    case 'Array': {
      const inner = packedType(type.inner)
      return inner === type.inner ? type : { ...type, inner }
    }
    case 'Tuple': {
      const elements = type.elements.map(packedType)
      return elements.every((element, i) => element === type.elements[i]) ? type : { ...type, elements }
    }
    case 'Map': {
      const [key, value] = [packedType(type.key), packedType(type.value)]
      return key === type.key && value === type.value ? type : { ...type, key, value }
    }
    default:
      return type
  }
}
