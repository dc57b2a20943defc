// The writer of a column's JSON values: fast ones for what events are made of, one for every other kind.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { writeByte } from '../../encode/rowbinary/byte-sink.ts'
import { anyJsonWriter } from './any-json-writer.ts'
import type { JsonWriter } from './json-writer.ts'
import { mapJsonWriter } from './map-json-writer.ts'
import { writeJsonString } from './write-json-string.ts'
import { writeJsonUuid } from './write-json-uuid.ts'
import { dateTime64JsonWriter } from './date-time64-json-writer.ts'
import { bigIntegerJsonWriter, smallIntegerJsonWriter } from './integer-json-writer.ts'

export function jsonWriterOf(type: ColumnType): JsonWriter {
  switch (type.kind) {
    case 'String':
      return writeJsonString
    case 'UUID':
      return writeJsonUuid
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'UInt8':
    case 'UInt16':
    case 'UInt32':
      return smallIntegerJsonWriter(type.kind)
    case 'Int64':
    case 'UInt64':
      return bigIntegerJsonWriter(type.kind)
    case 'DateTime64':
      return dateTime64JsonWriter(type)
    case 'LowCardinality':
      return jsonWriterOf(type.inner)
    case 'Nullable':
      return nullableJsonWriter(jsonWriterOf(type.inner))
    case 'Map':
      return mapJsonWriter(type, jsonWriterOf(type.key), jsonWriterOf(type.value))
    default:
      return anyJsonWriter(type)
  }
}

function nullableJsonWriter(inner: JsonWriter): JsonWriter {
  return (sink, value) => {
    writeByte(sink, value === null ? 1 : 0)
    return value === null ? undefined : inner(sink, value)
  }
}
