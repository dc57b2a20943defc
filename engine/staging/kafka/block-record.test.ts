import { expect, test } from 'vitest'
import { testBlock } from '../testing/test-block.ts'
import { blockToRecord, recordToBlock } from './block-record.ts'

test('a block comes back from a record, its frame not copied on the way in', () => {
  const block = testBlock(3, 500)
  const record = blockToRecord(block)
  expect(record.value.buffer).toBe(block.frame.buffer)
  expect(record.recordBytes).toBeGreaterThan(500)
  expect(recordToBlock({ headers: [...record.headers], value: record.value })).toEqual({
    header: block.header,
    frame: record.value,
  })
})

test('a record without our headers, or without a value, is no block', () => {
  const headers = [...blockToRecord(testBlock(3)).headers]
  expect(() => recordToBlock({ headers: [], value: Buffer.from('x') })).toThrow(/unreadable block header/)
  expect(() => recordToBlock({ headers, value: null })).toThrow(/batch 3/)
  expect(() => recordToBlock({ headers: [...headers, [null, null]], value: Buffer.from('x') })).not.toThrow()
})
