import { assertBlockIntact, type Block } from '@millrace/engine/block/block.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { expect, test } from 'vitest'
import { readyBlocks } from '../../limits/ready-blocks.ts'
import { blockToMessage, messageToBlock } from './block-message.ts'

test('a block comes back from its message; what is no block is refused', async () => {
  const dataset = datasetNamed('page_events')
  const produce = { format: 'native', encoding: 'lz4' } as const
  const blocks: Block[] = []
  for await (const made of readyBlocks({ dataset, rows: 10, batchRows: 10, produce })) blocks.push(made)
  const [block] = blocks
  if (block === undefined) throw new Error('no block was made')
  const { headers = {}, value } = blockToMessage(block)
  if (!Buffer.isBuffer(value)) throw new TypeError('the frame is no buffer')
  const received = messageToBlock({ headers, value })
  expect(received.header).toEqual(block.header)
  assertBlockIntact(received)
  expect(() => messageToBlock({ headers: {}, value })).toThrow('header')
})
