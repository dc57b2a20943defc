// Writes the values of one column in ClickHouse's Native layout: part by part, so that a nested column becomes several
// plain ones, each written as a whole. Plain values look as they do in RowBinary.
import type { ColumnType, ColumnTypeOf, FixedKind } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, writeByte } from '../rowbinary/byte-sink.ts'
import { ColumnValueError } from '../rowbinary/column-value-error.ts'
import { isList, isMap } from '../rowbinary/nested-value.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { defaultValue } from './default-value.ts'
import { dictionaryOf } from './dictionary.ts'
import { writeArrayData } from './write-array-data.ts'
import { writeLowCardinalityData } from './write-low-cardinality-data.ts'
import { writeNullableData } from './write-nullable-data.ts'
import { writeStatePrefix } from './write-state-prefix.ts'

/**
 * Appends one value for each of a block's rows, of which there is at least one. Throws `ColumnValueError` when the type
 * cannot hold a value; part of the column may then have been written: set `usedBytes` back to where it was.
 */
export function writeNativeColumn(sink: ByteSink, values: readonly ColumnValue[], type: ColumnType): void {
  writeStatePrefix(sink, type)
  writeData(sink, values, type)
}

function writeData(sink: ByteSink, values: readonly ColumnValue[], type: ColumnType): void {
  switch (type.kind) {
    case 'Nullable': {
      writeNullable(sink, values, type)
      return
    }
    case 'LowCardinality': {
      writeLowCardinality(sink, values, type)
      return
    }
    case 'Array': {
      writeArray(sink, values, type)
      return
    }
    case 'Tuple': {
      writeTuple(sink, values, type)
      return
    }
    case 'Map': {
      writeMap(sink, values, type)
      return
    }
    default: {
      writePlain(sink, values, type)
      return
    }
  }
}

// The kinds by name, so that a new one that is laid out differently does not compile until it has its case above.
function writePlain(
  sink: ByteSink,
  values: readonly ColumnValue[],
  type: ColumnTypeOf<FixedKind | 'String' | 'FixedString'>,
): void {
  for (const value of values) writeValue(sink, value, type)
}

function writeNullable(sink: ByteSink, values: readonly ColumnValue[], { inner }: ColumnTypeOf<'Nullable'>): void {
  const filler = defaultValue(inner)
  const nullMap = Uint8Array.from(values, (value) => (value === null ? 1 : 0))
  writeNullableData(sink, nullMap, () =>
    writeData(
      sink,
      values.map((value) => value ?? filler),
      inner,
    ),
  )
}

function writeLowCardinality(
  sink: ByteSink,
  values: readonly ColumnValue[],
  type: ColumnTypeOf<'LowCardinality'>,
): void {
  const { bytes, keyCount, indexes } = dictionaryOf(values, type.inner)
  writeLowCardinalityData(sink, bytes, keyCount, indexes)
}

function writeArray(sink: ByteSink, values: readonly ColumnValue[], type: ColumnTypeOf<'Array'>): void {
  const lists = values.map((value) => {
    if (!isList(value)) throw new ColumnValueError(value, type, 'an array')
    return value
  })
  writeArrayData(sink, lengthsOf(lists), () => writeData(sink, lists.flat(), type.inner))
}

function writeTuple(sink: ByteSink, values: readonly ColumnValue[], type: ColumnTypeOf<'Tuple'>): void {
  const { elements } = type
  const tuples = values.map((value) => {
    if (!isList(value) || value.length !== elements.length)
      throw new ColumnValueError(value, type, `an array of ${elements.length}`)
    return value
  })
  // A tuple of nothing has no columns that could tell how many rows there are: a character '0' stands for each.
  if (elements.length === 0) for (let row = 0; row < values.length; row++) writeByte(sink, 0x30)
  for (const [i, element] of elements.entries())
    writeData(
      sink,
      tuples.map((tuple) => tuple[i] ?? null),
      element,
    )
}

function writeMap(sink: ByteSink, values: readonly ColumnValue[], type: ColumnTypeOf<'Map'>): void {
  const maps = values.map((value) => {
    if (!isMap(value)) throw new ColumnValueError(value, type, 'a Map')
    return [...value]
  })
  writeArrayData(sink, lengthsOf(maps), () => {
    writeData(
      sink,
      maps.flatMap((pairs) => pairs.map(([key]) => key)),
      type.key,
    )
    writeData(
      sink,
      maps.flatMap((pairs) => pairs.map(([, value]) => value)),
      type.value,
    )
  })
}

function lengthsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  return Uint32Array.from(lists, (list) => list.length)
}
