import { expect, test } from 'vitest'
import { acceptedEncoding } from './accepted-encoding.ts'

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip', 'gzip'],
  ['GZip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0.5, gzip;q=0.6', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['br; q=0 , *', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['deflate', undefined],
  ['gzip;q=0.5, identity', undefined],
  ['gzip;q=nonsense', undefined],
])('%s means %s', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding)
})
