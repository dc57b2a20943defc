import { array, lowCardinality, map, nullable, string, tuple, uint32 } from '@millrace/schemas/column/types.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { expect, test } from 'vitest'
import { packedType } from './packed-type.ts'

test.each([
  [string, 'LowCardinality(String)'],
  [nullable(string), 'LowCardinality(Nullable(String))'],
  [array(string), 'Array(LowCardinality(String))'],
  [map(string, uint32), 'Map(LowCardinality(String), UInt32)'],
  [tuple(uint32, array(string)), 'Tuple(UInt32, Array(LowCardinality(String)))'],
])('%o travels as %s', (type, expected) => {
  expect(typeName(packedType(type))).toBe(expected)
})

test.each([uint32, lowCardinality(string), nullable(uint32), array(uint32), map(lowCardinality(string), uint32)])(
  '%o travels as it is',
  (type) => {
    expect(packedType(type)).toBe(type)
  },
)
