import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { assertBlockIntact, blockHeaderFields, parseBlockHeader, type BlockHeader } from './block.ts'

const header: BlockHeader = {
  dataset: 'page_events',
  datasetId: 'page_events-1-42',
  schemaVersion: 1,
  batch: 0,
  rowCount: 100_000,
  format: 'rowbinary',
  token: 'page_events-1-42/0',
  crc32: 0xffffffff,
  encoding: 'lz4',
  encodedBytes: 10_500_000,
}

const frame = Buffer.from('a frame')

test('a header survives its way as strings, whatever else travels with it', () => {
  const fields = Object.fromEntries(blockHeaderFields({ header, frame }))
  expect(Object.values(fields).every((value) => typeof value === 'string')).toBe(true)
  expect(parseBlockHeader({ ...fields, traceparent: '00-1' })).toEqual(header)
})

test.each([
  ['batch', ''],
  ['batch', ' 7'],
  ['batch', 'true'],
  ['batch', '-1'],
  ['batch', '1.0'],
  ['batch', '1e3'],
  ['batch', '0x10'],
  ['batch', '007'],
  ['batch', '9007199254740993'],
  ['crc32', '4294967296'],
  ['format', 'json'],
  ['token', ''],
  ['token', 'x'.repeat(201)],
])('%s=%j is not read as a header', (name, value) => {
  const fields = { ...Object.fromEntries(blockHeaderFields({ header, frame })), [name]: value }
  expect(() => parseBlockHeader(fields)).toThrow(expect.objectContaining({ code: 'CORRUPT_RECORD' }))
})

test('a missing field is named', () => {
  const fields = Object.fromEntries(blockHeaderFields({ header, frame }).filter(([name]) => name !== 'rowCount'))
  expect(() => parseBlockHeader(fields)).toThrow(/rowCount/)
})

test('a header that could not be read back is not written', () => {
  expect(() => blockHeaderFields({ header: { ...header, rowCount: NaN }, frame })).toThrow(/rowCount/)
})

test('a block without a checksum is given one when it is written down', () => {
  const unchecked = { header: { ...header, crc32: undefined }, frame }
  assertBlockIntact(unchecked)
  const written = parseBlockHeader(Object.fromEntries(blockHeaderFields(unchecked)))
  expect(written).toEqual({ ...header, crc32: crc32(frame) })
})

test('a frame with one bit changed is not intact', () => {
  const block = { header: { ...header, crc32: crc32(frame) }, frame }
  assertBlockIntact(block)
  const damaged = Buffer.from(frame)
  damaged[3] = 0
  expect(() => assertBlockIntact({ ...block, frame: damaged })).toThrow(
    expect.objectContaining({ code: 'CORRUPT_RECORD' }),
  )
})
