import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { describe, expect, test } from 'vitest'
import { BatchGenerator, type BatchColumn } from '../../generate/batch-generator.ts'
import type { Run } from '../../plan/run.ts'
import { dictionaryOf } from '../native/dictionary.ts'
import { writeBlockHead, writeColumnHead } from '../native/write-block-head.ts'
import { writeLowCardinalityData } from '../native/write-low-cardinality-data.ts'
import { writeNativeBlock } from '../native/write-native-block.ts'
import { writeNativeColumn } from '../native/write-native-column.ts'
import { writeStatePrefix } from '../native/write-state-prefix.ts'
import { copyWritten, createByteSink, type ByteSink } from '../rowbinary/byte-sink.ts'
import { NativeEncoder } from './native-encoder.ts'
import { packedRowCountMin, packedType } from './packed-type.ts'
import { drawnValues } from '../../preview/drawn-values.ts'
import { manyKinds } from './testing/many-kinds.ts'

const rowCountsOfBatches = [700, 700, 100]

function runOf({ name, schemaVersion }: DatasetDefinition): Run {
  return {
    dataset: name,
    tableUuid: '',
    schemaVersion,
    seed: 'native',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows: 700,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: 1_500 }],
  }
}

// The value-level writer's dictionary of what is nested holds what comes up in the block, not the whole pool.
function withoutNestedDictionaries(dataset: DatasetDefinition): DatasetDefinition {
  const columns = dataset.columns.filter(({ type }) => {
    const packed = packedType(type)
    return packed.kind === 'LowCardinality' || !JSON.stringify(packed).includes('LowCardinality')
  })
  return { ...dataset, columns }
}

describe.each(
  [...datasets.values(), manyKinds].map((dataset) => ({
    name: dataset.name,
    dataset: withoutNestedDictionaries(dataset),
  })),
)('$name', ({ dataset }) => {
  test('a batch is the block that the value-level writer makes of its values', () => {
    const generator = new BatchGenerator(dataset, runOf(dataset))
    const encoder = new NativeEncoder(dataset, generator.columns)
    rowCountsOfBatches.forEach((rowCount, batch) => {
      expect(generator.generate(batch)).toBe(rowCount)
      const expected = expectedBlock(dataset, generator.columns, rowCount)
      expect(Buffer.from(encoder.encode(rowCount)).equals(expected)).toBe(true)
    })
  })

  test('no rows are no bytes', () => {
    const { columns } = new BatchGenerator(dataset, runOf(dataset))
    expect(new NativeEncoder(dataset, columns).encode(0).byteLength).toBe(0)
  })
})

test('a dataset without dictionaries, as a whole', () => {
  const hasDictionary = ({ type }: ColumnDefinition): boolean =>
    JSON.stringify(packedType(type)).includes('LowCardinality')
  const columns = manyKinds.columns.filter((column) => !hasDictionary(column))
  const hiddenColumns = [...(manyKinds.hiddenColumns ?? []), ...manyKinds.columns.filter(hasDictionary)]
  const dataset = { ...manyKinds, columns, hiddenColumns }
  const generator = new BatchGenerator(dataset, runOf(dataset))
  generator.generate(0)
  const sink = createByteSink()
  writeNativeBlock(
    sink,
    columns.map(({ name, type }, i) => ({ name, type, values: valuesOf(type, generator.columns[i], 700) })),
  )
  expect(Buffer.from(new NativeEncoder(dataset, generator.columns).encode(700)).equals(copyWritten(sink))).toBe(true)
})

function expectedBlock(dataset: DatasetDefinition, columns: readonly BatchColumn[], rowCount: number): Uint8Array {
  const sink = createByteSink()
  writeBlockHead(sink, columns.length, rowCount)
  dataset.columns.forEach(({ name, type }, i) => {
    const column = columns[i]
    const travels = typeOnTheWay(type, column, rowCount)
    writeColumnHead(sink, name, travels)
    if (travels.kind === 'LowCardinality') writeWithWholePool(sink, travels, column, rowCount)
    else writeNativeColumn(sink, valuesOf(type, column, rowCount), type)
  })
  return copyWritten(sink)
}

function typeOnTheWay(type: ColumnType, column: BatchColumn | undefined, rowCount: number): ColumnType {
  if (column?.drawn.layout !== 'codes' || rowCount < packedRowCountMin(column.drawn.pool.values.length)) return type
  return packedType(type)
}

function valuesOf(type: ColumnType, column: BatchColumn | undefined, rowCount: number): ColumnValue[] {
  return column === undefined ? [] : drawnValues(type, column, rowCount)
}

function writeWithWholePool(
  sink: ByteSink,
  type: Extract<ColumnType, { kind: 'LowCardinality' }>,
  column: BatchColumn | undefined,
  rowCount: number,
): void {
  const poolValues = column?.drawn.layout === 'codes' ? column.drawn.pool.values : []
  const dictionary = dictionaryOf([...poolValues, ...valuesOf(type, column, rowCount)], type.inner)
  writeStatePrefix(sink, type)
  writeLowCardinalityData(sink, dictionary.bytes, dictionary.keyCount, dictionary.indexes.subarray(poolValues.length))
}
