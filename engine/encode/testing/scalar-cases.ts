// Every kind that holds one value, with its extremes.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { quoteString } from '@millrace/schemas/column/quote-string.ts'
import * as t from '@millrace/schemas/column/types.ts'
import type { ColumnCase, ValueCase } from './column-case.ts'

const enumNames = { '': 0, low: -128, 'a\'b\\c\n"`': 1, Ünïcode: 2, high: 127 }
const enumNames16 = { low: -32768, zero: 0, high: 32767 }

export const scalarCases: readonly ColumnCase[] = [
  texts(t.int8, ['-128', -128], ['127', 127], ['0', 0], ['-1', -1n]),
  texts(t.int16, ['-32768', -32768], ['32767', 32767], ['0', 0], ['-1', -1]),
  texts(t.int32, ['-2147483648', -2147483648], ['2147483647', 2147483647n], ['0', 0], ['-1', -1]),
  texts(t.int64, ['-9223372036854775808', -(2n ** 63n)], ['9223372036854775807', 2n ** 63n - 1n], ['0', 0], ['-1', -1]),
  texts(
    t.int128,
    ['-170141183460469231731687303715884105728', -(2n ** 127n)],
    ['170141183460469231731687303715884105727', 2n ** 127n - 1n],
    ['0', 0n],
    ['-1', -1],
    ['-9007199254740991', -9007199254740991],
  ),
  texts(
    t.int256,
    ['-57896044618658097711785492504343953926634992332820282019728792003956564819968', -(2n ** 255n)],
    ['57896044618658097711785492504343953926634992332820282019728792003956564819967', 2n ** 255n - 1n],
    ['0', 0],
    ['-1', -1],
  ),
  texts(t.uint8, ['0', 0], ['255', 255], ['1', 1n]),
  texts(t.uint16, ['0', 0], ['65535', 65535]),
  texts(t.uint32, ['0', 0], ['4294967295', 4294967295], ['2147483648', 2147483648]),
  texts(t.uint64, ['0', 0], ['18446744073709551615', 2n ** 64n - 1n], ['9007199254740991', 9007199254740991]),
  texts(
    t.uint128,
    ['0', 0],
    ['340282366920938463463374607431768211455', 2n ** 128n - 1n],
    ['18446744073709551616', 2n ** 64n],
  ),
  texts(
    t.uint256,
    ['0', 0],
    ['115792089237316195423570985008687907853269984665640564039457584007913129639935', 2n ** 256n - 1n],
  ),
  texts(
    t.float32,
    ['0', 0],
    ['-0', -0],
    ['nan', NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
    ['1.5', 1.5],
    ['0.1', 0.1],
    ['3.4028235e38', 3.4028234663852886e38],
    ['1e-45', 1.401298464324817e-45],
  ),
  texts(
    t.float64,
    ['0', 0],
    ['-0', -0],
    ['nan', NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
    ['0.1', 0.1],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
  ),
  texts(t.bool, ['true', true], ['false', false]),
  {
    type: t.string,
    values: [
      text('', ''),
      text('a', 'a'),
      text('äß€😀', 'äß€😀'),
      text("\0\b\t\n'\\", "\0\b\t\n'\\"),
      ...[127, 128, 255, 256, 16_383, 16_384, 65_536].map((bytes): ValueCase => {
        const value = 'x'.repeat(bytes)
        return { value, sql: `repeat('x', ${bytes})`, text: value }
      }),
      { value: 'é'.repeat(200), sql: "repeat('é', 200)", text: 'é'.repeat(200) },
      { value: Uint8Array.of(0xff, 0x00, 0xfe), sql: "unhex('FF00FE')" },
    ],
  },
  {
    type: t.fixedString(4),
    values: [
      { value: '', sql: "''" },
      text('abcd', 'abcd'),
      { value: 'ab', sql: "'ab'" },
      text('😀', '😀'),
      { value: Uint8Array.of(0, 0xff), sql: "unhex('00FF')" },
    ],
  },
  texts(
    t.uuid,
    ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    ['61f0c404-5cb3-11e7-907b-a6006ad3dba0', '61f0c404-5cb3-11e7-907b-a6006ad3dba0'],
  ),
  texts(
    t.date,
    ['1970-01-01', '1970-01-01'],
    ['2149-06-06', '2149-06-06'],
    ['2024-02-29', new Date('2024-02-29T23:59:59.999Z')],
    ['1970-01-02', 1],
  ),
  texts(
    t.date32,
    ['1900-01-01', '1900-01-01'],
    ['2299-12-31', '2299-12-31'],
    ['1969-12-31', new Date(-1)],
    ['1970-01-01', 0],
    ['1969-12-31', -1],
  ),
  texts(
    t.dateTime('UTC'),
    ['1970-01-01 00:00:00', '1970-01-01 00:00:00'],
    ['2106-02-07 06:28:15', 4294967295],
    ['2024-02-29 23:59:59', new Date('2024-02-29T23:59:59.999Z')],
  ),
  texts(t.dateTime(), ['2024-02-29 21:59:59', '2024-02-29T23:59:59+02:00']),
  texts(t.dateTime('Asia/Tokyo'), ['2024-03-01 08:59:59', '2024-02-29T23:59:59Z']),
  texts(
    t.dateTime64(0, 'UTC'),
    ['1900-01-01 00:00:00', '1900-01-01 00:00:00'],
    ['2299-12-31 23:59:59', '2299-12-31T23:59:59.999999999Z'],
    ['1969-12-31 23:59:59', -1],
  ),
  texts(t.dateTime64(1, 'UTC'), ['1969-12-31 23:59:59.9', '1969-12-31 23:59:59.99']),
  texts(
    t.dateTime64(3, 'UTC'),
    ['1900-01-01 00:00:00.000', '1900-01-01 00:00:00'],
    ['2299-12-31 23:59:59.999', '2299-12-31 23:59:59.999'],
    ['1970-01-01 00:00:00.000', new Date(0)],
    ['1969-12-31 23:59:59.999', new Date(-1)],
    ['2026-01-31 12:34:56.789', 1769862896789],
  ),
  texts(t.dateTime64(6, 'America/New_York'), ['2026-01-31 07:34:56.123456', '2026-01-31T12:34:56.1234567Z']),
  texts(t.dateTime64(8, 'UTC'), ['2299-12-31 23:59:59.99999999', '2299-12-31 23:59:59.99999999']),
  texts(
    t.dateTime64(9, 'UTC'),
    ['1900-01-01 00:00:00.000000000', '1900-01-01 00:00:00'],
    ['2262-04-11 23:47:16.854775807', 2n ** 63n - 1n],
    ['2262-04-11 23:47:16.854775807', '2262-04-11 23:47:16.854775807'],
    ['1970-01-01 00:00:00.000000001', 1],
  ),
  texts(t.decimal(9, 0), ['999999999', '999999999'], ['-999999999', -999999999n], ['0', '-0']),
  texts(
    t.decimal(9, 3),
    ['-12.34', '-12.340'],
    ['999999.999', '999999.999'],
    ['-999999.999', -999_999_999n],
    ['0', 0],
    ['-0.001', -0.001],
  ),
  texts(
    t.decimal(18, 4),
    ['99999999999999.9999', '99999999999999.9999'],
    ['-99999999999999.9999', '-99999999999999.9999'],
    ['-1', -1],
    ['0.1', '+0.1000000'],
  ),
  texts(
    t.decimal(38, 38),
    ['0.99999999999999999999999999999999999999', '0.99999999999999999999999999999999999999'],
    ['-0.00000000000000000000000000000000000001', -1n],
    ['0.0000001', 1e-7],
  ),
  texts(
    t.decimal(76, 2),
    [`${'9'.repeat(74)}.99`, `${'9'.repeat(74)}.99`],
    [`-${'9'.repeat(74)}.99`, `-${'9'.repeat(74)}.99`],
    ['0', 0],
    ['-0.01', -1n],
  ),
  texts(t.enum8(enumNames), ['low', 'low'], ['high', 127], ['', ''], ['a\'b\\c\n"`', 'a\'b\\c\n"`'], ['Ünïcode', 2]),
  texts(t.enum16(enumNames16), ['low', 'low'], ['high', 'high'], ['zero', 0]),
  texts(t.ipv4, ['0.0.0.0', 0], ['255.255.255.255', 4294967295], ['192.0.2.1', '192.0.2.1']),
  texts(
    t.ipv6,
    ['::', '::'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'FFFF:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db8::1:2', '2001:db8::1:2'],
    ['1::', '1::'],
    ['::1', '::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['102:304:506:708:90a:b0c:d0e:f10', Uint8Array.from({ length: 16 }, (_, i) => i + 1)],
  ),
]

function texts(type: ColumnType, ...values: readonly (readonly [text: string, value: ColumnValue])[]): ColumnCase {
  return { type, values: values.map(([written, value]) => text(written, value)) }
}

function text(written: string, value: ColumnValue): ValueCase {
  return { value, sql: quoteString(written), text: written }
}
