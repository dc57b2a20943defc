import { expect, test } from 'vitest'
import { assertBlockIntact } from '@millrace/engine/block/block.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { stageBlocks } from './stage-blocks.ts'

test.each(['rowbinary', 'native'] as const)('blocks of %s are whole, full, and each told apart', async (format) => {
  const { next, meanFrameBytes, meanEncodedBytes } = await stageBlocks(
    { dataset: datasetNamed('page_events'), rows: 250 },
    format,
    100,
  )
  const blocks = Array.from({ length: 40 }, next)
  expect(new Set(blocks.map(({ header }) => header.token)).size).toBe(40)
  expect(new Set(blocks.map(({ frame }) => frame)).size).toBe(16)
  for (const block of blocks) {
    expect(block.header).toMatchObject({ rowCount: 100, format })
    assertBlockIntact(block)
  }
  expect(meanFrameBytes).toBeLessThan(meanEncodedBytes)
})
