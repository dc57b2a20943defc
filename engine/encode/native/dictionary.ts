// The dictionary of a LowCardinality column made from its values, laid out as ClickHouse does it: what stands for NULL
// (if the column can be NULL), then the default value, then each value when it first comes up.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, copyWritten, createByteSink } from '../rowbinary/byte-sink.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { defaultValue } from './default-value.ts'
import type { DictionaryIndexes } from './write-low-cardinality-data.ts'

export interface Dictionary {
  /** RowBinary bytes of all keys. */
  readonly bytes: Uint8Array
  readonly keyCount: number
  /** The key of each value, in the width that ClickHouse would take. */
  readonly indexes: DictionaryIndexes
}

/** `inner`: what LowCardinality is of. Throws `ColumnValueError` when it cannot hold a value. */
export function dictionaryOf(values: readonly ColumnValue[], inner: ColumnType): Dictionary {
  const isNullable = inner.kind === 'Nullable'
  const keyType = isNullable ? inner.inner : inner
  const sink = createByteSink()
  const keys = new Map<string, number>()
  if (isNullable) writeValue(sink, defaultValue(keyType), keyType)
  const firstKey = isNullable ? 1 : 0
  indexOf(sink, keys, defaultValue(keyType), keyType, firstKey)
  const indexes = values.map((value) =>
    isNullable && value === null ? 0 : indexOf(sink, keys, value, keyType, firstKey),
  )
  const keyCount = firstKey + keys.size
  return { bytes: copyWritten(sink), keyCount, indexes: indexesOf(indexes, keyCount) }
}

// Values are the same when their bytes are: '1.0' and '1.00' are one Decimal.
function indexOf(
  sink: ByteSink,
  keys: Map<string, number>,
  value: ColumnValue,
  type: ColumnType,
  firstKey: number,
): number {
  const start = sink.usedBytes
  writeValue(sink, value, type)
  const key = Buffer.from(sink.bytes.buffer, start, sink.usedBytes - start).toString('latin1')
  const known = keys.get(key)
  if (known !== undefined) {
    sink.usedBytes = start
    return known
  }
  const index = firstKey + keys.size
  keys.set(key, index)
  return index
}

function indexesOf(indexes: readonly number[], keyCount: number): DictionaryIndexes {
  // Not <=, though the highest index would fit: ClickHouse's own writer takes the next width here.
  if (keyCount < 2 ** 8) return Uint8Array.from(indexes)
  return keyCount < 2 ** 16 ? Uint16Array.from(indexes) : Uint32Array.from(indexes)
}
