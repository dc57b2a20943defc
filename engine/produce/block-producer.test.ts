// Holds the bytes: whoever changes what a batch contains must see it here, and raise the dataset's schemaVersion.
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { decompressFrameSync } from 'lz4-napi'
import { describe, expect, test } from 'vitest'
import { datasetNamed, datasets } from '@millrace/schemas/datasets/datasets.ts'
import type { Run } from '../plan/run.ts'
import { BlockProducer } from './block-producer.ts'
import { ProducerPool } from './producer-pool.ts'

const options = { format: 'rowbinary', encoding: 'lz4' } as const

function runOf(dataset: string): Run {
  return {
    dataset,
    tableUuid: '00000000-0000-0000-0000-000000000000',
    schemaVersion: datasetNamed(dataset).schemaVersion,
    seed: 'golden',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows: 2_000,
    shardCount: 1,
    segments: [
      { firstBatch: 0, firstRow: 0, rowCount: 9_000 },
      { firstBatch: 5, firstRow: 9_000, rowCount: 3_000 },
    ],
  }
}

const batches = [0, 1, 2, 3, 4, 5, 6]
const goldens: Readonly<Record<string, string>> = {
  page_events: '39d769d3b4a9926f0109d8f76ab4b1bb32c805bb787bab85ba78ae475d90ee7b',
  orders: 'cf9d5c097a1882e6ca96a3009b4f551f71e7143e638560969bc6d8931811f9c4',
}

const nativeGoldens: Readonly<Record<string, string>> = {
  page_events: 'b745b5a0603b0ec12e0a282e51b9d9d947354ebbf1ee5886d6ded60caf5426d7',
  orders: '4ec5b90e82c3991f663f9f3b99f44f4444bc7ae2118c3ec429d8a524add6383c',
}

function digest(frames: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const frame of frames) hash.update(decompressFrameSync(Buffer.from(frame)))
  return hash.digest('hex')
}

describe.each([...datasets.keys()])('%s', (name) => {
  const run = runOf(name)

  test('the bytes of every batch are those that were recorded', () => {
    const producer = new BlockProducer(datasetNamed(name), run, options)
    expect(digest(batches.map((batch) => producer.produce(batch).frame))).toBe(goldens[name])
  })

  test.each([1, 2, 3])('%d workers make the same bytes, whatever the order', async (workerCount) => {
    const pool = new ProducerPool(workerCount, run, options)
    try {
      const shuffled = [4, 6, 0, 5, 2, 1, 3]
      const blocks = await Promise.all(shuffled.map((batch) => pool.produce(batch)))
      blocks.sort((a, b) => a.header.batch - b.header.batch)
      expect(digest(blocks.map((block) => block.frame))).toBe(goldens[name])
      expect(blocks.map((block) => block.header.rowCount)).toEqual([2000, 2000, 2000, 2000, 1000, 2000, 1000])
    } finally {
      await pool.close()
    }
  })

  test('the bytes of every batch in Native are those that were recorded', () => {
    const producer = new BlockProducer(datasetNamed(name), run, { ...options, format: 'native' })
    expect(digest(batches.map((batch) => producer.produce(batch).frame))).toBe(nativeGoldens[name])
  })

  test('only the checksum is missing in blocks that nobody checks', () => {
    const [checked, unchecked] = [true, false].map((hasChecksum) =>
      new BlockProducer(datasetNamed(name), run, { ...options, hasChecksum }).produce(0),
    )
    expect(checked?.header.crc32).toBe(crc32(checked?.frame ?? ''))
    expect(unchecked).toEqual({ header: { ...checked?.header, crc32: undefined }, frame: checked?.frame })
  })

  test('another seed makes other bytes', () => {
    const other = new BlockProducer(datasetNamed(name), { ...run, seed: 'other' }, options)
    expect(digest(batches.map((batch) => other.produce(batch).frame))).not.toBe(goldens[name])
  })
})
