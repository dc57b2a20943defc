import { expect, test } from 'vitest'
import { formatOfName } from './load-format.ts'
import { parseLoadOptions } from './load-options.ts'

test('what is typed', () => {
  expect(parseLoadOptions({ FILES: ' a/*.csv  b.parquet', TABLE: 'shop.orders', FORMAT: 'CSV', HEADER: '0' })).toEqual({
    patterns: ['a/*.csv', 'b.parquet'],
    database: 'shop',
    table: 'orders',
    format: 'csv',
    hasHeader: false,
    takesChanged: false,
  })
  expect(parseLoadOptions({ FILES: 'a' })).toMatchObject({ database: undefined, table: 'page_events' })
})

test.each([
  [{}, /^FILES= is not valid/],
  [{ FILES: 'a', TABLE: 'a.b.c' }, /^TABLE=a.b.c is not valid/],
  [{ FILES: 'a', FORMAT: 'xml' }, /^FORMAT=xml is not valid: it may be csv or jsoneachrow/],
  [{ FILES: 'a', HEADER: 'yes' }, /^HEADER=yes is not valid: it may be 0 or 1/],
])('%j is refused', (raw, message) => {
  expect(() => parseLoadOptions(raw)).toThrow(message)
})

test.each([
  ['dir.csv/a.CSV.lz4', 'csv'],
  ['a.ndjson', 'jsoneachrow'],
  ['a.json.gz', 'jsoneachrow'],
  ['a.native.zst', 'native'],
  ['a.parquet', 'parquet'],
  ['a.gz', undefined],
  ['a', undefined],
])('%s holds %s', (path, format) => {
  expect(formatOfName(path)).toBe(format)
})
