import { describe, expect, test } from 'vitest'
import { parseType } from './parse-type.ts'
import { typeName } from './type-name.ts'

describe('what ClickHouse writes is read, and written the same again', () => {
  test.each([
    'UInt8',
    'Int256',
    'Bool',
    'String',
    'FixedString(3)',
    'DateTime',
    "DateTime('UTC')",
    'DateTime64(3)',
    "DateTime64(6, 'Europe/Berlin')",
    'Decimal(18, 2)',
    'Decimal(76, 0)',
    "Enum8('a\\'' = -1, 'b\\n' = 2)",
    'LowCardinality(Nullable(String))',
    'Array(Array(UUID))',
    'Map(LowCardinality(String), Array(UInt16))',
    'Tuple(UInt8, String)',
    'Tuple(a UInt8, `b c` Tuple(y IPv4, x Date))',
    "Nullable(Enum16('free' = 1, 'pro plan' = 1000))",
  ])('%s', (text) => expect(typeName(parseType(text))).toBe(text))
})

test.each([
  ['Decimal(9, 4)', { kind: 'Decimal32', scale: 4 }],
  ['Decimal(38)', { kind: 'Decimal128', scale: 0 }],
  ['SimpleAggregateFunction(sum, UInt64)', { kind: 'UInt64' }],
  ['SimpleAggregateFunction(groupUniqArrayArray(10), Array(String))', { kind: 'Array', inner: { kind: 'String' } }],
])('%s', (text, type) => expect(parseType(text)).toEqual(type))

test.each([
  ['JSON', 'values of type JSON cannot be made'],
  ['Array(Variant(String, UInt8))', 'values of type Variant cannot be made'],
  ['AggregateFunction(uniq, UInt64)', 'values of type AggregateFunction cannot be made'],
  ['FixedString(x)', 'a number was expected at character 13'],
  ['Array(UInt8', ') was expected at character 12'],
  ['UInt8 x', 'its end was expected'],
  ['Decimal(77, 1)', 'at most 76 digits was expected'],
])('%s is refused', (text, message) => expect(() => parseType(text)).toThrow(message))
