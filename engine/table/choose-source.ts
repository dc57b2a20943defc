// A believable source of values for a column of which only name and type are known.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { chooseNumber } from './choose-number.ts'
import { chooseText } from './choose-text.ts'
import { chooseTime } from './choose-time.ts'
import { words } from './name-words.ts'
import type { TableDescription } from './read-table.ts'

export interface ColumnToFill {
  readonly name: string
  readonly type: ColumnType
  readonly isInSortingKey: boolean
  readonly table: TableDescription
}

const nullShare = 0.1
const anyPool = { count: 1_000, weights: { shape: 'even' } } as const
/** Arrays that are columns of one Nested must be of one length in a row. */
const nestedLength = 3

export function chooseSource(column: ColumnToFill): ColumnSource {
  const { type, name } = column
  switch (type.kind) {
    case 'Nullable':
      return { from: 'nullable', nullShare, of: chooseSource({ ...column, type: type.inner }) }
    case 'LowCardinality':
      return type.inner.kind === 'Nullable'
        ? withNull(chooseSource({ ...column, type: type.inner.inner }), type)
        : chooseSource({ ...column, type: type.inner })
    case 'String':
    case 'FixedString':
      return chooseText(column)
    case 'Date':
    case 'Date32':
    case 'DateTime':
    case 'DateTime64':
      return chooseTime(column)
    case 'UUID':
      return { from: column.isInSortingKey ? 'uuid-v7' : 'uuid-v4' }
    case 'Bool':
      return { from: 'pool', values: [false, true], weights: { shape: 'weighted', weights: [4, 1] } }
    case 'Enum8':
    case 'Enum16':
      return { from: 'pool', values: Object.keys(type.values), weights: { shape: 'zipf', exponent: 1 } }
    case 'IPv4':
      // 10.0.0.0/8: addresses that are nobody's.
      return { from: 'number', distribution: { shape: 'uniform', min: 0x0a00_0000, max: 0x0aff_ffff } }
    case 'IPv6':
    case 'Tuple':
    case 'Map':
    case 'Array': {
      const length = name.includes('.') ? { length: nestedLength } : {}
      return { from: 'pool', values: { count: anyPool.count, anyOf: type, ...length }, weights: anyPool.weights }
    }
    default:
      return chooseNumber(column, words(name))
  }
}

/** A dictionary has NULL among its values. */
function withNull(source: ColumnSource, type: ColumnType): ColumnSource {
  if (source.from === 'pool' && 'faker' in source.values) {
    return { ...source, values: { ...source.values, hasNull: true } }
  }
  return { from: 'pool', values: { count: anyPool.count, anyOf: type }, weights: anyPool.weights }
}
