import { inspect } from 'node:util'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import * as t from '@millrace/schemas/column/types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyWritten, createByteSink } from './byte-sink.ts'
import { encodeValue } from './encode-value.ts'
import { writeValue } from './write-value.ts'

// Bytes taken from ClickHouse 26.7: `SELECT … FORMAT RowBinary`. Many more are compared in the round trip.
describe('encodeValue', () => {
  it.each<[ColumnType, ColumnValue, string]>([
    [t.int8, -1, 'ff'],
    [t.int16, -2, 'feff'],
    [t.uint32, 4294967295, 'ffffffff'],
    [t.int64, -(2n ** 63n), '0000000000000080'],
    [t.uint128, 2n ** 64n, '00000000000000000100000000000000'],
    [t.float32, -0, '00000080'],
    [t.float64, NaN, '000000000000f87f'],
    [t.bool, true, '01'],
    [t.string, 'é', '02c3a9'],
    [t.string, Uint8Array.of(255), '01ff'],
    [t.fixedString(3), 'a', '610000'],
    [t.uuid, '12345678-9abc-def0-1122-334455667788', 'f0debc9a785634128877665544332211'],
    [t.date, '1970-01-02', '0100'],
    [t.date32, '1969-12-31', 'ffffffff'],
    [t.dateTime('UTC'), '1970-01-01 00:01:00', '3c000000'],
    [t.dateTime64(3), '1969-12-31T23:59:59.999Z', 'ffffffffffffffff'],
    [t.decimal(9, 2), '1.5', '96000000'],
    [t.decimal(38, 0), -1n, 'ffffffffffffffffffffffffffffffff'],
    [t.enum8({ a: -1 }), 'a', 'ff'],
    [t.enum16({ a: 258 }), 258, '0201'],
    [t.ipv4, '1.2.3.4', '04030201'],
    [t.ipv6, '1::2', '00010000000000000000000000000002'],
    [t.nullable(t.uint8), null, '01'],
    [t.nullable(t.uint8), 0, '0000'],
    [t.lowCardinality(t.nullable(t.string)), 'x', '000178'],
    [t.array(t.uint8), [1, 2], '020102'],
    [t.tuple(t.uint8, t.string), [1, 'a'], '010161'],
    [t.map(t.string, t.uint8), new Map([['a', 1]]), '01016101'],
  ])('writes $0.kind $1 as $2', (type, value, hex) => {
    expect(Buffer.from(encodeValue(value, type)).toString('hex')).toBe(hex)
  })

  it('fills a FixedString up with zeros where a taken-back value has left bytes', () => {
    const sink = createByteSink()
    writeValue(sink, 'abcd', t.fixedString(4))
    sink.usedBytes = 0
    writeValue(sink, 'x', t.fixedString(4))
    expect([...copyWritten(sink)]).toEqual([0x78, 0, 0, 0])
  })

  it('writes integers of every width as two’s complement', () => {
    const kinds = [t.int8, t.int16, t.int32, t.int64, t.int128, t.int256].map((type, i) => [type, 8 << i] as const)
    for (const [type, bits] of kinds) {
      fc.assert(
        fc.property(fc.bigInt(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n), (value) => {
          const hex = Buffer.from(encodeValue(value, type)).reverse().toString('hex')
          expect(BigInt.asIntN(bits, BigInt(`0x${hex}`))).toBe(value)
        }),
      )
    }
  })

  it('reads a Decimal from text digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 76n) + 1n, 10n ** 76n - 1n), fc.nat(76), (units, scale) => {
        const type = t.decimal(76, scale)
        const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
        const point = digits.length - scale
        const text = `${units < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`
        expect(encodeValue(text, type)).toEqual(encodeValue(units, type))
      }),
    )
  })

  it('reads an IPv6 address however it is shortened', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        // URL has its own reader and writer of addresses.
        const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1)
        expect(encodeValue(text, t.ipv6)).toEqual(encodeValue(canonical, t.ipv6))
      }),
    )
  })
})

describe('a value that its column cannot hold', () => {
  it.each<[ColumnType, ...ColumnValue[]]>([
    [t.int8, 128, -129, 1.5, NaN, '1', true, 128n, null],
    [t.uint8, -1, 256],
    [t.int32, 2 ** 31, -(2 ** 31) - 1],
    [t.uint32, -1, 2 ** 32],
    [t.int64, 2 ** 53, 2n ** 63n, -(2n ** 63n) - 1n, 0.5, '1', null],
    [t.uint64, -1, -1n, 2n ** 64n],
    [t.uint256, 2n ** 256n, -1n],
    [t.float32, 1e39, 3.5e38, '1', 1n],
    [t.float64, '1', 1n, null],
    [t.bool, 0, 1, 'true', null],
    [t.string, 1, null, true, []],
    [t.fixedString(2), 'abc', 'aé', Uint8Array.of(1, 2, 3), null],
    [
      t.uuid,
      '',
      '61f0c404-5cb3-11e7-907b-a6006ad3dba',
      '61f0c4045cb311e7907ba6006ad3dba0',
      'g1f0c404-5cb3-11e7-907b-a6006ad3dba0',
      1,
    ],
    [t.date, '1969-12-31', '2149-06-07', '2024-02-30', -1, 65_536, 0.5, new Date(NaN), null],
    [t.date32, '1899-12-31', '2300-01-01', null],
    [t.dateTime('UTC'), '1969-12-31 23:59:59', '2106-02-07 06:28:16', -1, 2 ** 32, 0.5, 'now', new Date(NaN), null],
    [t.dateTime(), '2024-01-01 00:00:00'],
    [t.dateTime('Europe/Berlin'), '2024-01-01 00:00:00'],
    [t.dateTime64(3, 'UTC'), '1899-12-31 23:59:59', '2300-01-01 00:00:00', 2 ** 53, 0.5, new Date(NaN), null],
    [t.dateTime64(9, 'UTC'), '2262-04-11 23:47:16.854775808', 2n ** 63n],
    [
      t.decimal(9, 2),
      '10000000',
      1e7,
      '0.001',
      0.001,
      '1e2',
      '1,5',
      '.5',
      '5.',
      '',
      ' 1',
      'NaN',
      NaN,
      Infinity,
      10n ** 9n,
      null,
    ],
    [t.decimal(9, 2), '1'.repeat(100_000), 0.1 + 0.2],
    [t.decimal(76, 0), 2 ** 53, `1${'0'.repeat(76)}`],
    [t.enum8({ a: 1 }), 'b', 2, 'toString', '1', null],
    [t.ipv4, '1.2.3', '1.2.3.256', '01.2.3.4', -1, 2 ** 32, 0.5, '::1', null],
    [t.ipv6, ':::', '1::2::3', 'fe80::1%eth0', '1.2.3', Uint8Array.of(1), 1, null],
    [t.nullable(t.uint8), -1],
    [t.lowCardinality(t.string), null],
    [t.array(t.uint8), null, 'abc', [256], [null], new Map()],
    [t.tuple(t.uint8, t.uint8), [1], [1, 2, 3], null],
    [t.map(t.string, t.uint8), [], [['a', 1]], new Map([[1, 1]]), null],
  ])('is refused by $kind', (type, ...values) => {
    for (const value of values) expect(() => encodeValue(value, type), inspect(value)).toThrow('is not a value of')
  })

  it.each<[ColumnType, ColumnValue, string]>([
    [t.uint8, 300, '300 is not a value of UInt8, which takes an integer from 0 to 255'],
    [
      t.int64,
      2 ** 53,
      '9007199254740992 is not a value of Int64, which takes an integer from -2^63 to 2^63 - 1: a bigint, or a number up to 2^53 - 1',
    ],
    [t.array(t.bool), ['yes'], '"yes" is not a value of Bool, which takes true or false'],
    [t.enum8({ a: 1 }), 'b', `"b" is not a value of Enum8('a' = 1), which takes one of its names or codes`],
    [
      t.fixedString(1),
      Uint8Array.of(1, 2),
      'Uint8Array(2) is not a value of FixedString(1), which takes a string or a Uint8Array of at most 1 bytes',
    ],
  ])('is named with its rule: $2', (type, value, message) => {
    expect(() => encodeValue(value, type)).toThrow(expect.objectContaining({ name: 'ColumnValueError', message }))
  })

  it('is not shown at full length', () => {
    expect(() => encodeValue('x'.repeat(10_000), t.uint8)).toThrow(/^"x{60}…" is not/)
  })
})
