import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import * as t from '@millrace/schemas/column/types.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberText } from './number-text.ts'

function written(type: ColumnType, value: number): string {
  const text = numberText(type)
  const length = text.lengthBytes(value)
  const bytes = new Uint8Array(length + 2).fill(0x23)
  text.put(new DataView(bytes.buffer), 1, value)
  const all = Buffer.from(bytes).toString('latin1')
  expect(all.startsWith('#') && all.endsWith('#'), `${all} keeps within its bytes`).toBe(true)
  return all.slice(1, -1)
}

describe('values and their text', () => {
  test.each<[string, ColumnType, number, string]>([
    ['zero', t.uint8, 0, '0'],
    ['largest', t.uint64, 2 ** 53 - 1, '9007199254740991'],
    ['round', t.uint64, 1e9, '1000000000'],
    ['negative', t.int32, -70, '-70'],
    ['cents', t.decimal(9, 2), 5, '0.05'],
    ['negative cents', t.decimal(9, 2), -1234, '-12.34'],
    ['long scale', t.decimal(38, 20), 7, '0.00000000000000000007'],
    ['true', t.bool, 1, 'true'],
    ['name that needs quotes', t.enum8({ 'a,b': 3 }), 3, '"a,b"'],
    ['address', t.ipv4, 0xc000_0201, '192.0.2.1'],
    ['day', t.date, 20_772, '2026-11-15'],
    ['before 1970', t.date32, -1, '1969-12-31'],
    ['second', t.dateTime('UTC'), 1_795_712_399, '2026-11-26T16:59:59Z'.replace('T', ' ').slice(0, 19)],
    ['second of no zone', t.dateTime(), 1_795_712_399, '1795712399'],
    ['millisecond', t.dateTime64(3, 'UTC'), 1_795_712_399_007, '2026-11-26 16:59:59.007'],
    ['microseconds of milliseconds', t.dateTime64(6, 'UTC'), 1_795_712_399_007, '2026-11-26 16:59:59.007000'],
    ['no fraction', t.dateTime64(0, 'UTC'), 1_795_712_399, '2026-11-26 16:59:59'],
    ['before 1970, fraction', t.dateTime64(3, 'UTC'), -1, '1969-12-31 23:59:59.999'],
    ['elsewhere', t.dateTime64(3, 'Asia/Tokyo'), 1_795_712_399_007, '1795712399.007'],
    ['float', t.float32, 0.1, '0.100000001'],
    ['whole float', t.float32, 1200, '1200'],
    ['tiny float', t.float32, 1e-40, String(Math.fround(1e-40))],
    ['not a number', t.float32, NaN, 'nan'],
    ['infinite', t.float64, -Infinity, '-inf'],
  ])('%s', (_name, type, value, text) => {
    expect(written(type, value)).toBe(text)
  })
})

test('any whole number is written as JavaScript writes it', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => written(t.int64, value) === String(value)))
})

test('a float is read as the float that it was', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Math.fround(Number(written(t.float32, value)))).toBe(Object.is(value, -0) ? -0 : value)
    }),
    { numRuns: 2_000 },
  )
})

test('a double is read as the double that it was', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(written(t.float64, value))).toBe(value)
    }),
  )
})

test('what holds no number is refused', () => {
  expect(() => numberText(t.string)).toThrow(RangeError)
})
