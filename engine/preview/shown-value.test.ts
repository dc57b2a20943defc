import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import {
  array,
  bool,
  dateTime,
  dateTime64,
  decimal,
  enum8,
  lowCardinality,
  map,
  namedTuple,
  nullable,
  string,
  uint64,
} from '@millrace/schemas/column/types.ts'
import { expect, test } from 'vitest'
import { shownJson, shownText } from './shown-value.ts'

const cases: readonly (readonly [type: ColumnType, value: ColumnValue, text: string, json: unknown])[] = [
  [string, 'é\n', 'é\n', 'é\n'],
  [nullable(string), null, 'NULL', null],
  [nullable(bool), true, 'true', true],
  [uint64, 18_446_744_073_709_551_615n, '18446744073709551615', '18446744073709551615'],
  [decimal(12, 2), 1_250n, '12.50', 12.5],
  [dateTime('Europe/Berlin'), 0, '1970-01-01 00:00:00', '1970-01-01 00:00:00'],
  [dateTime64(3), new Date(1), '1970-01-01 00:00:00.001', '1970-01-01 00:00:00.001'],
  [lowCardinality(nullable(enum8({ a: 1 }))), 'a', 'a', 'a'],
  [map(string, array(uint64)), new Map([['k', [1n, 2n]]]), "{'k':[1,2]}", { k: [1, 2] }],
  [namedTuple(['lat', 'on'], uint64, bool), [7n, false], '(7,false)', { lat: 7, on: false }],
]

test.each(cases)('%j: %s', (type, value, text, json) => {
  expect(shownText(value, type)).toBe(text)
  expect(shownJson(value, type)).toEqual(json)
})
