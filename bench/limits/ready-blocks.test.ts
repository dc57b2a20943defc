import { assertBlockIntact } from '@millrace/engine/block/block.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { expect, test } from 'vitest'
import { readyBlocks } from './ready-blocks.ts'

test('all rows, batch by batch, the last one smaller', async () => {
  const dataset = datasetNamed('orders')
  const headers = []
  const options = {
    dataset,
    rows: 2_500,
    batchRows: 1_000,
    produce: { format: 'rowbinary', encoding: 'lz4' },
  } as const
  for await (const block of readyBlocks(options)) {
    assertBlockIntact(block)
    headers.push(block.header)
  }
  expect(headers.map(({ batch, rowCount }) => [batch, rowCount])).toEqual([
    [0, 1_000],
    [1, 1_000],
    [2, 500],
  ])
  expect(new Set(headers.map(({ token }) => token)).size).toBe(3)
})
