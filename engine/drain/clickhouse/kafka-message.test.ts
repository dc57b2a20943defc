import { expect, test } from 'vitest'
import type { Block } from '../../block/block.ts'
import { compressedFrame } from '../../compress/lz4-frame.ts'
import { blockToMessage, parseMessageKey } from './kafka-message.ts'

const rows = Buffer.from('rows '.repeat(1000))
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e'

function block(more: Partial<Block['header']>, frame: Uint8Array): Block {
  return {
    header: {
      dataset: 'page_events',
      datasetId: '0123456789abcdef',
      schemaVersion: 1,
      batch: 17,
      rowCount: 1000,
      format: 'rowbinary',
      encoding: 'none',
      token: 'a/17',
      crc32: 0,
      encodedBytes: rows.byteLength,
      ...more,
    },
    frame,
  }
}

test('a message is the rows alone, keyed by the table, the run and the batch', () => {
  const { key, value } = blockToMessage(block({}, rows), uuid)
  expect(key.toString()).toBe(`v1/${uuid}/0123456789abcdef/17/-`)
  expect(value.equals(rows)).toBe(true)
  expect(parseMessageKey(key.toString())).toEqual({ datasetId: '0123456789abcdef', batch: 17 })
})

test('of live events, compressed in several frames: all rows, for any table of that name', () => {
  const frame = Buffer.concat([compressedFrame(rows.subarray(0, 2000)), compressedFrame(rows.subarray(2000))])
  const live = block({ datasetId: 'live-0123', encoding: 'lz4', earliestMs: -5 }, frame)
  const { key, value } = blockToMessage(live, uuid)
  expect(key.toString()).toBe('v1/-/live-0123/17/-5')
  expect(value.equals(rows)).toBe(true)
})

test.each(['', 'v1', `v2/${uuid}/a/1/-`, `v1/${uuid}/a/x/-`, `v1/${uuid}/a/1/-/more`, 'v1/-/A B/1/-'])(
  'the key %j is none of ours',
  (key) => expect(parseMessageKey(key)).toBeUndefined(),
)
