// A JSON object as a Map: its keys and values by the writers of the two columns that a Map is.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { writeVarint } from '../../encode/rowbinary/byte-sink.ts'
import { isJsonObject } from './is-json-object.ts'
import type { JsonWriter } from './json-writer.ts'

/** More entries than any event has: ClickHouse reads every value of a Map to find one. */
const entriesMax = 1_000

export function mapJsonWriter(type: ColumnTypeOf<'Map'>, writeKey: JsonWriter, writeMapped: JsonWriter): JsonWriter {
  const rule = `an object of up to ${entriesMax} entries, as ${typeName(type)}`
  return (sink, value) => {
    if (!isJsonObject(value)) return rule
    const keys = Object.keys(value)
    if (keys.length > entriesMax) return rule
    writeVarint(sink, keys.length)
    for (const key of keys) {
      const keyRule = writeKey(sink, key)
      if (keyRule !== undefined) return `an object whose keys are ${keyRule}`
      const mappedRule = writeMapped(sink, value[key])
      if (mappedRule !== undefined) return `an object whose values are ${mappedRule}`
    }
    return undefined
  }
}
