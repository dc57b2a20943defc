import { describe, expect, it } from 'vitest'
import { typeName } from './type-name.ts'
import {
  array,
  dateTime64,
  decimal,
  enum8,
  fixedString,
  lowCardinality,
  map,
  nullable,
  string,
  tuple,
  uint8,
} from './types.ts'

describe('typeName', () => {
  it.each([
    [dateTime64(3, 'UTC'), "DateTime64(3, 'UTC')"],
    [decimal(12, 2), 'Decimal(18, 2)'],
    [enum8({ b: 2, "a'": -1 }), "Enum8('a\\'' = -1, 'b' = 2)"],
    [
      enum8({ 'line\nbreak': 1, 'tab\t': 2, 'nul\0': 3, 'a\\b`': 4 }),
      "Enum8('line\\nbreak' = 1, 'tab\\t' = 2, 'nul\\0' = 3, 'a\\\\b`' = 4)",
    ],
    [lowCardinality(nullable(string)), 'LowCardinality(Nullable(String))'],
    [map(string, array(fixedString(4))), 'Map(String, Array(FixedString(4)))'],
    [tuple(uint8, string), 'Tuple(UInt8, String)'],
    [{ kind: 'Tuple', elements: [uint8, string], names: ['a', 'b'] } as const, 'Tuple(a UInt8, b String)'],
    [
      { kind: 'Tuple', elements: [uint8, uint8, uint8], names: ['a b', 'Select', "x`y'"] } as const,
      "Tuple(`a b` UInt8, `Select` UInt8, `x\\`y'` UInt8)",
    ],
  ])('writes %o as %s', (type, expected) => {
    expect(typeName(type)).toBe(expected)
  })
})
