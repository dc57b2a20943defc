import { fixedString, nullable, string, uint32, uint64, uuid } from '@millrace/schemas/column/types.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { logNormal, uniform } from '@millrace/schemas/dataset/distribution.ts'
import { datasetNamed, datasets } from '@millrace/schemas/datasets/datasets.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compressedFrame } from '../../compress/lz4-frame.ts'
import { decompressedFrames } from '../../compress/decompressed-frames.ts'
import { BatchGenerator } from '../../generate/batch-generator.ts'
import { RowBinaryEncoder } from '../batch/row-binary-encoder.ts'
import { manyKinds } from '../batch/testing/many-kinds.ts'
import { Lz4RowEncoder } from './lz4-row-encoder.ts'
import { blockEnds } from './testing/block-ends.ts'

const templates = new Set(['label', 'code'])
const withoutTexts = { ...manyKinds, columns: manyKinds.columns.filter(({ name }) => !templates.has(name)) }

function fromPool(values: readonly ColumnValue[]): ColumnSource {
  return { from: 'pool', values, weights: { shape: 'even' } }
}

function numbers(max: number): ColumnSource {
  return { from: 'number', distribution: uniform(0, max) }
}

function datasetOf(columns: readonly ColumnDefinition[]): DatasetDefinition {
  const sessions = { rowsPerSession: logNormal(4, 0.9, 100), gapMs: logNormal(9_000, 1.2, 600_000) }
  return { name: 'drawn', comment: '', schemaVersion: 1, columns, sessions }
}

interface Drawn {
  readonly column: Pick<ColumnDefinition, 'type' | 'source'>
  readonly perSession: boolean
}

function columnOf({ column, perSession }: Drawn, index: number): ColumnDefinition {
  return { ...column, name: `column_${index}`, comment: '', ...(perSession && { per: 'session' }) }
}

interface Encoders {
  readonly generator: BatchGenerator
  readonly lz4Rows: Lz4RowEncoder
  readonly rowBinary: RowBinaryEncoder
}

function generatorOf(dataset: DatasetDefinition, batchRows: number): BatchGenerator {
  return new BatchGenerator(dataset, {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: dataset.schemaVersion,
    seed: 'lz4',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: batchRows }],
  })
}

function encoders(dataset: DatasetDefinition, rowCount: number): Encoders {
  const generator = generatorOf(dataset, rowCount)
  const lz4Rows = Lz4RowEncoder.for(dataset, generator.columns)
  if (lz4Rows === undefined) throw new Error(`${dataset.name} has texts`)
  generator.generate(0)
  return { generator, lz4Rows, rowBinary: new RowBinaryEncoder(dataset, generator.columns) }
}

/** Rows for which frame and RowBinary differ, or whose blocks end as no LZ4 block may. */
function wrong({ lz4Rows, rowBinary }: Encoders, rowCounts: readonly number[]): number[] {
  return rowCounts.filter((rowCount) => {
    const expected = rowBinary.encode(rowCount)
    const { frame, encodedBytes } = lz4Rows.encode(rowCount, new SharedArrayBuffer(0))
    const ends = blockEnds(frame)
    const isAllowed = ends.every(
      (end) => end.lastMatchAt === 0 || (end.literalsAtEnd >= 5 && end.lastMatchAt <= end.bytes - 12),
    )
    const isWhole = ends.reduce((total, { bytes }) => total + bytes, 0) === encodedBytes
    const isSame = decompressedFrames(Buffer.from(frame)).equals(expected) && encodedBytes === expected.byteLength
    return !isSame || !isAllowed || !isWhole
  })
}

describe('what comes out of the frame is RowBinary, byte by byte', () => {
  test.each([...datasets.values(), withoutTexts])('$name', (dataset) => {
    const all = encoders(dataset, 60_000)
    expect(wrong(all, [0, 1, 2, 3, 11, 1_023, 1_024, 1_025, 60_000])).toEqual([])
    expect(wrong(all, [700])).toEqual([])
  })

  test('whatever is in the pools, and however short rows are', () => {
    const pool = fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 40 })
    const column = fc.oneof(
      pool.map((values) => ({ type: string, source: fromPool(values) })),
      pool.map((values) => ({ type: nullable(string), source: fromPool([null, ...values]) })),
      fc.constant({ type: fixedString(3), source: fromPool(['abc', 'd']) }),
      fc.integer({ min: 0, max: 2 ** 50 }).map((max) => ({ type: uint64, source: numbers(max) })),
      fc.constant({ type: uuid, source: { from: 'uuid-v4' } as const }),
      fc.integer({ min: 0, max: 2 ** 31 }).map((max) => ({ type: uint32, source: numbers(max) })),
    )
    const columns = fc.array(fc.record({ column, perSession: fc.boolean() }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(columns, (drawn) => {
        expect(wrong(encoders(datasetOf(drawn.map(columnOf)), 3_000), [1, 13, 3_000])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('a frame of page events is about as large as one whose repetitions were looked for', () => {
  const { lz4Rows, rowBinary } = encoders(datasetNamed('page_events'), 100_000)
  const frame = lz4Rows.encode(100_000, new SharedArrayBuffer(0)).frame.byteLength
  expect(frame).toBeLessThan(compressedFrame(rowBinary.encode(100_000)).byteLength * 1.1)
})

test('however much was written before, values are found again, and nothing of another frame is', () => {
  const { lz4Rows } = encoders(datasetNamed('page_events'), 700)
  const memory = new SharedArrayBuffer(1_000_000)
  const first = Buffer.from(lz4Rows.encode(700, memory).frame)
  // Each frame moves positions on by 128 KiB: these by more than 32 bits hold.
  for (let frame = 0; frame < 40_000; frame++) {
    lz4Rows.encode(1, memory)
    if (frame % 1_000 === 0) expect(first.equals(lz4Rows.encode(700, memory).frame)).toBe(true)
  }
})

test('memory that is given is used where it is large enough', () => {
  const { lz4Rows } = encoders(datasetNamed('page_events'), 5_000)
  const memory = new SharedArrayBuffer(4_000_000)
  expect(lz4Rows.encode(5_000, memory).frame.buffer).toBe(memory)
  expect(lz4Rows.encode(5_000, new SharedArrayBuffer(9)).frame).toEqual(lz4Rows.encode(5_000, memory).frame)
})

test('a table with texts of their own is for others, and one of whose rows few fill a block', () => {
  const hugeTexts = { name: 'huge', type: string, source: fromPool(['x'.repeat(5_000_000)]), comment: '' }
  for (const dataset of [manyKinds, datasetOf([hugeTexts])]) {
    expect(Lz4RowEncoder.for(dataset, generatorOf(dataset, 10).columns)).toBeUndefined()
  }
})
