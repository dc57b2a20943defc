// Which way a batch becomes a frame, by dataset and by where the frame goes.
import { uint8 } from '@millrace/schemas/column/types.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { uniform } from '@millrace/schemas/dataset/distribution.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { expect, test } from 'vitest'
import { compressedFrame } from '../compress/lz4-frame.ts'
import { decompressedFrames } from '../compress/decompressed-frames.ts'
import { RowBinaryEncoder } from '../encode/batch/row-binary-encoder.ts'
import { manyKinds } from '../encode/batch/testing/many-kinds.ts'
import { BatchGenerator } from '../generate/batch-generator.ts'
import { frameMaker, type FrameOptions } from './frame-maker.ts'

const rowCount = 5_000
const wide: DatasetDefinition = {
  name: 'wide',
  comment: '',
  schemaVersion: 1,
  columns: Array.from({ length: 33 }, (_, i) => ({
    name: `column_${i}`,
    type: uint8,
    source: { from: 'number', distribution: uniform(0, 255) },
    comment: '',
  })),
}

function generatorOf(dataset: DatasetDefinition): BatchGenerator {
  const generator = new BatchGenerator(dataset, {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: 1,
    seed: 'frames',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 1,
    batchRows: rowCount,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
  })
  generator.generate(0)
  return generator
}

const [pageEvents, orders] = ['page_events', 'orders'].map(datasetNamed)
const rowBinary = { format: 'rowbinary', encoding: 'lz4' } as const

test.each<[string, DatasetDefinition | undefined, FrameOptions, 'plain' | 'searched' | 'known']>([
  ['what no reader of LZ4 gets', pageEvents, { format: 'rowbinary', encoding: 'none' }, 'plain'],
  ['Native to a server', pageEvents, { format: 'native', encoding: 'either' }, 'plain'],
  ['rows to a server', pageEvents, { format: 'rowbinary', encoding: 'either' }, 'known'],
  ['rows of many columns to a server', wide, { format: 'rowbinary', encoding: 'either' }, 'plain'],
  ['rows with texts of their own to a server', manyKinds, { format: 'rowbinary', encoding: 'either' }, 'plain'],
  ['rows that are staged', pageEvents, rowBinary, 'known'],
  ['rows in which a search finds far more', orders, rowBinary, 'searched'],
  ['rows with texts of their own', manyKinds, rowBinary, 'searched'],
])('%s', (_, dataset, options, how) => {
  if (dataset === undefined) throw new RangeError('no such dataset')
  const { columns } = generatorOf(dataset)
  const maker = frameMaker(dataset, columns, options, rowCount)
  const { frame, encodedBytes } = maker.make(rowCount)
  expect(maker.encoding).toBe(how === 'plain' ? 'none' : 'lz4')
  if (options.format === 'native') return
  const rows = new RowBinaryEncoder(dataset, columns).encode(rowCount)
  const content = how === 'plain' ? Buffer.from(frame) : decompressedFrames(Buffer.from(frame))
  expect(content.equals(rows)).toBe(true)
  expect(encodedBytes).toBe(rows.byteLength)
  expect(Buffer.from(frame).equals(compressedFrame(rows))).toBe(how === 'searched')
})
