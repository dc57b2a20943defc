// What Native writes once at the head of a column, before all of its data: the version of every dictionary within.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { type ByteSink, ensureBytes } from '../rowbinary/byte-sink.ts'

const dictionaryVersion = 1n

/** In the order in which the parts of the type are written; nothing for a type without LowCardinality. */
export function writeStatePrefix(sink: ByteSink, type: ColumnType): void {
  switch (type.kind) {
    case 'LowCardinality':
      ensureBytes(sink, 8)
      sink.view.setBigUint64(sink.usedBytes, dictionaryVersion, true)
      sink.usedBytes += 8
      return
    case 'Nullable':
    case 'Array': {
      writeStatePrefix(sink, type.inner)
      return
    }
    case 'Tuple':
      for (const element of type.elements) writeStatePrefix(sink, element)
      return
    case 'Map':
      writeStatePrefix(sink, type.key)
      {
        writeStatePrefix(sink, type.value)
        return
      }
  }
}
