import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeBlockFile, encodeBlockFile } from './block-file.ts'

const frame = Buffer.from('not really LZ4')
const block = {
  header: {
    dataset: 'orders',
    datasetId: 'orders-1-7',
    schemaVersion: 1,
    batch: 12,
    rowCount: 3,
    format: 'native' as const,
    token: 'orders-1-7/12',
    crc32: crc32(frame),
    encoding: 'lz4' as const,
    encodedBytes: 99,
  },
  frame,
}
const file = Buffer.concat(encodeBlockFile(block, { reason: 'CANNOT_PARSE „ä“' }))

test('a block and what was noted with it come back; the frame is not copied', () => {
  const decoded = decodeBlockFile(file)
  expect(decoded.extra).toEqual({ reason: 'CANNOT_PARSE „ä“' })
  expect(decoded.block.header).toEqual(block.header)
  expect(Buffer.from(decoded.block.frame)).toEqual(frame)
  expect(decoded.block.frame.buffer).toBe(file.buffer)
  expect(encodeBlockFile(block)[1]).toBe(frame)
})

test('a file cut short anywhere, or with something added, is not a block', () => {
  for (let bytes = 0; bytes < file.byteLength; bytes++) {
    expect(() => decodeBlockFile(file.subarray(0, bytes))).toThrow(expect.objectContaining({ code: 'CORRUPT_RECORD' }))
  }
  expect(() => decodeBlockFile(Buffer.concat([file, Buffer.alloc(1)]))).toThrow(/bytes instead of/)
})

test('a file with any bit changed before the frame is not a block', () => {
  for (let byte = 0; byte < file.byteLength - frame.byteLength; byte++) {
    const damaged = Buffer.from(file)
    damaged.writeUInt8(damaged.readUInt8(byte) ^ 0x10, byte)
    expect(() => decodeBlockFile(damaged)).toThrow(expect.objectContaining({ code: 'CORRUPT_RECORD' }))
  }
})
