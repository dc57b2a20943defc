// The fast writers write what the column's own writer writes, and take nothing that it refuses.
import {
  dateTime64,
  int64,
  lowCardinality,
  map,
  string,
  uint16,
  uint64,
  uint8,
  uuid,
} from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyWritten, createByteSink } from '../../encode/rowbinary/byte-sink.ts'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'
import { jsonWriterOf } from './json-writer-of.ts'

function written(type: ColumnType, json: unknown): Uint8Array | string {
  const sink = createByteSink(1)
  return jsonWriterOf(type)(sink, json) ?? copyWritten(sink)
}

const text = fc.string({ unit: 'binary', maxLength: 200 })
const cases: readonly [string, ColumnType, fc.Arbitrary<unknown>, (json: never) => ColumnValue][] = [
  ['text', string, text, (json: string) => json],
  ['text of few values', lowCardinality(string), text, (json: string) => json],
  ['UUID', uuid, fc.uuid(), (json: string) => json],
  ['UUID in capitals', uuid, fc.uuid().map((each) => each.toUpperCase()), (json: string) => json],
  ['UInt8', uint8, fc.integer({ min: 0, max: 255 }), (json: number) => json],
  ['UInt16 as text', uint16, fc.integer({ min: 0, max: 65_535 }).map(String), (json: string) => Number(json)],
  ['UInt64', uint64, fc.maxSafeNat(), (json: number) => json],
  ['UInt64 as text', uint64, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String), (json: string) => BigInt(json)],
  ['Int64', int64, fc.maxSafeInteger(), (json: number) => json],
  [
    'Int64 as text',
    int64,
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    (json: string) => BigInt(json),
  ],
  [
    'time',
    dateTime64(3, 'UTC'),
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2299-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    (json: string) => json,
  ],
  ['time in microseconds', dateTime64(6, 'UTC'), fc.constant('2026-01-31T12:34:56.789Z'), (json: string) => json],
  ['Unix milliseconds', dateTime64(3, 'UTC'), fc.nat(), (json: number) => json],
  [
    'object',
    map(string, string),
    fc.dictionary(text, text),
    (json: Record<string, string>) => new Map(Object.entries(json)),
  ],
]

describe.each(cases)('%s', (_name, type, json, value) => {
  test('is written as its column writes it', () => {
    fc.assert(
      fc.property(json, (given) => {
        expect(written(type, given)).toEqual(encodeValue(value(given as never), type))
      }),
    )
  })
})

test.each<[ColumnType, unknown, string]>([
  [uint8, 256, 'an integer from 0 to 255'],
  [uint8, -1, 'an integer from 0 to 255'],
  [uint8, 1.5, 'an integer from 0 to 255'],
  [uint8, '1e1', 'an integer from 0 to 255'],
  [uint8, true, 'an integer from 0 to 255'],
  [
    uint64,
    2 ** 53,
    'an integer from 0 to 18446744073709551615, as text above 2^53 - 1, where JSON numbers are not exact',
  ],
  [uint64, -1, 'an integer from 0'],
  [uint64, '18446744073709551616', 'an integer from 0'],
  [uint64, Infinity, 'an integer from 0'],
  [uuid, '61f0c404-5cb3-11e7-907b-a6006ad3dba', 'text such as'],
  [uuid, '61f0c404-5cb3-11e7-907b-a6006ad3dbag', 'text such as'],
  [uuid, '61f0c404x5cb3-11e7-907b-a6006ad3dba0', 'text such as'],
  [uuid, 'é1f0c404-5cb3-11e7-907b-a6006ad3dba0', 'text such as'],
  [string, 1, 'text'],
  [string, '\ud800', 'text without half of a surrogate pair'],
  [dateTime64(3, 'UTC'), '2026-02-30T00:00:00Z', 'a time such as'],
  [dateTime64(3, 'UTC'), 1.5, 'a time such as'],
  [dateTime64(3, 'UTC'), {}, 'a time such as'],
  [map(string, string), [], 'an object of up to 1000 entries'],
  [map(string, string), { a: 1 }, 'an object whose values are text'],
])('%j does not take %j', (type, json, rule) => {
  expect(written(type, json)).toEqual(expect.stringContaining(rule))
})
