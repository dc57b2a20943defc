import { expect, test } from 'vitest'
import { parseShardOptions } from './shard-options.ts'

test('what is typed', () => {
  const options = parseShardOptions({
    OUT: '/tmp/out',
    ROWS: '1e7',
    SHARDS: '8',
    FORMAT: 'native',
    COMPRESSION: 'zst',
    HEADER: '0',
  })
  expect(options).toMatchObject({
    out: '/tmp/out',
    rowCount: 10_000_000,
    shards: 8,
    format: 'native',
    compression: 'zst',
    hasHeader: false,
  })
})

test('what is not given is left open', () => {
  const { rowCount, shards, format, compression, hasHeader, seed } = parseShardOptions({ OUT: 'out' })
  expect([rowCount, shards, format, compression, hasHeader, seed]).toEqual(Array(6).fill(undefined))
})

test.each([
  [{}, /^OUT= is not valid: it names a folder/],
  [{ OUT: 'out', SHARDS: '10000' }, /^SHARDS=10000 is not valid: it may be a whole number from 1 to 9999/],
  [{ OUT: 'out', FORMAT: 'rowbinary' }, /^FORMAT=rowbinary is not valid: it may be csv or native or parquet/],
  [{ OUT: 'out', COMPRESSION: 'bz2' }, /^COMPRESSION=bz2 is not valid: it may be none or lz4 or gz or zst/],
  [{ OUT: 'out', HEADER: 'no' }, /^HEADER=no is not valid: it may be 0 or 1/],
  [{ OUT: 'out', ROWS: '0' }, /^ROWS=0 is not valid/],
  [{ OUT: 'out', DATASET: 'page' }, /^DATASET=page is not valid/],
])('%j is refused', (raw, message) => {
  expect(() => parseShardOptions(raw)).toThrow(message)
})
