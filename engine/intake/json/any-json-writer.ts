// JSON values of the kinds that events seldom have: taken for what the column's own writer takes.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { ColumnValueError } from '../../encode/rowbinary/column-value-error.ts'
import { writeValue } from '../../encode/rowbinary/write-value.ts'
import { isJsonObject } from './is-json-object.ts'
import type { JsonWriter } from './json-writer.ts'

const digits = /^-?\d{1,78}$/

export function anyJsonWriter(type: ColumnType): JsonWriter {
  return (sink, value) => {
    try {
      writeValue(sink, columnValue(value, type), type)
      return undefined
    } catch (error) {
      if (!(error instanceof ColumnValueError)) throw error
      return `${error.rule} (${error.typeName})`
    }
  }
}

/** `undefined` stays what no writer takes: each says its rule then. */
function columnValue(value: unknown, type: ColumnType): ColumnValue {
  switch (type.kind) {
    case 'Nullable':
      return value === null ? null : columnValue(value, type.inner)
    case 'LowCardinality':
      return columnValue(value, type.inner)
    case 'Array':
      return Array.isArray(value) ? value.map((element) => columnValue(element, type.inner)) : scalar(value)
    case 'Tuple':
      return Array.isArray(value)
        ? value.map((element, i) => columnValue(element, type.elements[i] ?? { kind: 'String' }))
        : scalar(value)
    case 'Map':
      return isJsonObject(value)
        ? new Map(
            Object.entries(value).map(([key, mapped]) => [columnValue(key, type.key), columnValue(mapped, type.value)]),
          )
        : scalar(value)
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'Int64':
    case 'Int128':
    case 'Int256':
    case 'UInt8':
    case 'UInt16':
    case 'UInt32':
    case 'UInt64':
    case 'UInt128':
    case 'UInt256':
      return typeof value === 'string' && digits.test(value) ? BigInt(value) : scalar(value)
    default:
      return scalar(value)
  }
}

function scalar(value: unknown): ColumnValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
