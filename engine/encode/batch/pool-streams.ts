// Takes a pool apart into the streams that a Native column of its type consists of: whatever the type, what a pool value
// puts into each of them is known beforehand.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { defaultValue } from '../native/default-value.ts'
import { dictionaryOf, type Dictionary } from '../native/dictionary.ts'
import { ColumnValueError } from '../rowbinary/column-value-error.ts'
import { type ByteSink, writeByte, writeBytes } from '../rowbinary/byte-sink.ts'
import { isList, isMap } from '../rowbinary/nested-value.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { chunksOf, type Chunks } from './chunks.ts'

export type PoolStream =
  /** Bytes as they are. */
  | { readonly of: 'bytes'; readonly chunks: Chunks }
  /** How many elements each array has, as UInt64: yet to be summed up. */
  | { readonly of: 'lengths'; readonly chunks: Chunks }
  /** Places in a dictionary that all blocks share. */
  | { readonly of: 'indexes'; readonly chunks: Chunks; readonly dictionary: Dictionary }

/**
 * In the order in which they stand in the column. `runs`: the elements of this type within each pool value; of the
 * column's own type, one. Throws `ColumnValueError` when the type cannot hold one.
 */
export function poolStreams(type: ColumnType, runs: readonly (readonly ColumnValue[])[]): PoolStream[] {
  switch (type.kind) {
    case 'Nullable': {
      const filler = defaultValue(type.inner)
      const nullMap = bytesOf(runs, (sink, value) => writeByte(sink, value === null ? 1 : 0))
      return [
        nullMap,
        ...poolStreams(
          type.inner,
          runs.map((run) => run.map((value) => value ?? filler)),
        ),
      ]
    }
    case 'LowCardinality':
      return [indexesOf(runs, dictionaryOf(runs.flat(), type.inner))]
    case 'Array': {
      const lists = eachValue(runs, (value) => {
        if (!isList(value)) throw new ColumnValueError(value, type, 'an array')
        return value
      })
      return [
        lengthsOf(lists),
        ...poolStreams(
          type.inner,
          lists.map((run) => run.flat()),
        ),
      ]
    }
    case 'Tuple':
      // A tuple of nothing is a character '0', as `write-native-column.ts` says.
      if (type.elements.length === 0) return [bytesOf(runs, (sink) => writeByte(sink, 0x30))]
      return type.elements.flatMap((element, i) =>
        poolStreams(
          element,
          eachValue(runs, (value) => {
            if (!isList(value)) throw new ColumnValueError(value, type, 'an array')
            return value[i] ?? null
          }),
        ),
      )
    case 'Map': {
      const maps = eachValue(runs, (value) => {
        if (!isMap(value)) throw new ColumnValueError(value, type, 'a Map')
        return [...value]
      })
      const side = (pick: 0 | 1) => maps.map((run) => run.flatMap((pairs) => pairs.map((pair) => pair[pick])))
      return [lengthsOf(maps), ...poolStreams(type.key, side(0)), ...poolStreams(type.value, side(1))]
    }
    default:
      return [bytesOf(runs, (sink, value) => writeValue(sink, value, type))]
  }
}

function eachValue<Element, Result>(
  runs: readonly (readonly Element[])[],
  take: (value: Element) => Result,
): readonly (readonly Result[])[] {
  return runs.map((run) => run.map(take))
}

function bytesOf(
  runs: readonly (readonly ColumnValue[])[],
  write: (sink: ByteSink, value: ColumnValue) => void,
): PoolStream {
  const chunks = chunksOf(runs.length, (sink, value) => {
    for (const element of runs[value] ?? []) write(sink, element)
  })
  return { of: 'bytes', chunks }
}

function lengthsOf(lists: readonly (readonly { readonly length: number }[])[]): PoolStream {
  const chunks = chunksOf(lists.length, (sink, value) => {
    const lengths = BigUint64Array.from(lists[value] ?? [], ({ length }) => BigInt(length))
    writeBytes(sink, new Uint8Array(lengths.buffer))
  })
  return { of: 'lengths', chunks }
}

function indexesOf(runs: readonly (readonly unknown[])[], dictionary: Dictionary): PoolStream {
  const { indexes } = dictionary
  const bytes = new Uint8Array(indexes.buffer)
  let from = 0
  const chunks = chunksOf(runs.length, (sink, value) => {
    const end = from + (runs[value]?.length ?? 0) * indexes.BYTES_PER_ELEMENT
    writeBytes(sink, bytes.subarray(from, end))
    from = end
  })
  return { of: 'indexes', chunks, dictionary }
}
