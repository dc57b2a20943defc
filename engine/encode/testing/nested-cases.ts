// Nullable, LowCardinality, Array, Tuple and Map, in each other as ClickHouse allows it.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import * as t from '@millrace/schemas/column/types.ts'
import type { ColumnCase, ValueCase } from './column-case.ts'

const colours = t.enum8({ red: -1, green: 3 })
const manyWords = Array.from({ length: 65_534 }, (_, i) => `w${i}`)
const named: ColumnType = {
  kind: 'Tuple',
  elements: [t.lowCardinality(t.string), t.array(t.lowCardinality(t.nullable(t.string))), t.uint8],
  names: ['a b', 'select', 'plain'],
}

export const nestedCases: readonly ColumnCase[] = [
  column(t.nullable(t.uint8), [null, 'NULL', null], [0, '0', '0'], [255, '255', '255'], [null, 'NULL', null]),
  column(t.nullable(t.string), [null, 'NULL', null], ['', "''", ''], ['x', "'x'", 'x']),
  column(t.nullable(t.fixedString(2)), [null, 'NULL', null], ['ab', "'ab'", 'ab']),
  column(t.nullable(colours), [null, 'NULL', null], ['green', "'green'", 'green'], ['red', "'red'", 'red']),
  column(
    t.nullable(t.decimal(76, 3)),
    [null, 'NULL', null],
    [`-${'9'.repeat(73)}.999`, `'-${'9'.repeat(73)}.999'`, `-${'9'.repeat(73)}.999`],
  ),
  column(
    t.nullable(t.dateTime64(9, 'UTC')),
    ['1900-01-01 00:00:00', "'1900-01-01 00:00:00'", '1900-01-01 00:00:00.000000000'],
    [null, 'NULL', null],
  ),
  column(t.nullable(t.uuid), [null, 'NULL', null]),
  column(t.nullable(t.ipv6), [null, 'NULL', null], ['::1', "'::1'", '::1']),
  column(t.lowCardinality(t.string), ['b', "'b'", 'b'], ['', "''", ''], ['a', "'a'", 'a'], ['b', "'b'", 'b']),
  column(
    t.lowCardinality(t.nullable(t.string)),
    [null, 'NULL', null],
    ['', "''", ''],
    ['a', "'a'", 'a'],
    [null, 'NULL', null],
    ['a', "'a'", 'a'],
  ),
  column(t.lowCardinality(t.fixedString(3)), ['ab', "'ab'"], ['', "''"], ['abc', "'abc'", 'abc']),
  column(
    t.lowCardinality(t.nullable(t.uint64)),
    [2n ** 64n - 1n, '18446744073709551615'],
    [null, 'NULL', null],
    [0, '0', '0'],
  ),
  // Not -0, which the server's dictionary takes for 0.
  column(t.lowCardinality(t.float64), [1.5, '1.5', '1.5'], [0, '0', '0'], [-Infinity, "'-inf'", '-inf']),
  column(t.lowCardinality(t.dateTime('UTC')), [1, '1', '1970-01-01 00:00:01'], [0, '0', '1970-01-01 00:00:00']),
  column(
    t.array(t.uint8),
    [[], '[]', '[]'],
    [[1, 2, 255], '[1,2,255]', '[1,2,255]'],
    [[], '[]', '[]'],
    [[0], '[0]', '[0]'],
  ),
  column(t.array(t.nullable(t.string)), [[null, '', 'x'], "[NULL,'','x']", "[NULL,'','x']"], [[], '[]', '[]']),
  column(
    t.array(t.array(t.int16)),
    [[[], [1], [-1, 2]], '[[],[1],[-1,2]]', '[[],[1],[-1,2]]'],
    [[], '[]'],
    [[[]], '[[]]', '[[]]'],
  ),
  column(
    t.array(t.lowCardinality(t.string)),
    [[], '[]', '[]'],
    [['x', '', 'x'], "['x','','x']"],
    [['y'], "['y']", "['y']"],
  ),
  column(t.array(t.lowCardinality(t.string)), [[], '[]', '[]'], [[], '[]', '[]']),
  // With the key for NULL and the default: the last dictionary with indexes of one byte, the first of two, the same of two
  // and four.
  ...[253, 254, 65_533, 65_534].map((count): ColumnCase => ({
    type: t.array(t.lowCardinality(t.nullable(t.string))),
    values: [
      {
        value: [null, ...manyWords.slice(0, count)],
        sql: `arrayConcat([NULL], arrayMap(i -> concat('w', toString(i)), range(${count})))`,
      },
    ],
  })),
  {
    type: t.array(t.uint32),
    values: [{ value: Array.from({ length: 1000 }, (_, i) => i), sql: 'range(1000)' }],
  },
  column(
    t.array(t.tuple(t.string, t.uint32, t.decimal(18, 2))),
    [
      [
        ['a', 1, '1.5'],
        ['', 0, '-0.01'],
      ],
      "[('a',1,1.5),('',0,-0.01)]",
      "[('a',1,1.5),('',0,-0.01)]",
    ],
    [[], '[]', '[]'],
  ),
  column(
    t.tuple(t.nullable(t.int64), t.string),
    [[null, ''], "(NULL,'')", "(NULL,'')"],
    [[-1, 'x'], "(-1,'x')", "(-1,'x')"],
  ),
  column(named, [['x', ['y', null, 'y'], 1], "('x',['y',NULL,'y'],1)"], [['', [], 0], "('',[],0)", "('',[],0)"]),
  column(
    t.nullable(t.tuple(t.uint8, t.lowCardinality(t.string))),
    [[1, 'x'], "(1,'x')", "(1,'x')"],
    [null, 'NULL', null],
  ),
  column(t.tuple(), [[], 'tuple()', '()'], [[], 'tuple()', '()']),
  column(
    t.map(t.lowCardinality(t.string), t.array(t.uint64)),
    [new Map(), 'map()', '{}'],
    [
      new Map([
        ['a', [1n, 2n ** 64n - 1n]],
        ['b', []],
      ]),
      "map('a',[1,18446744073709551615],'b',[])",
      "{'a':[1,18446744073709551615],'b':[]}",
    ],
  ),
  column(
    t.map(t.string, t.map(t.uint8, t.nullable(t.bool))),
    [new Map([['', new Map([[1, null]])]]), "map('',map(1,NULL))", "{'':{1:NULL}}"],
    [new Map([['k', new Map()]]), "map('k',map())", "{'k':{}}"],
  ),
  column(t.array(t.map(t.uuid, t.tuple(t.lowCardinality(t.nullable(t.string)), t.date))), [
    [new Map([['61f0c404-5cb3-11e7-907b-a6006ad3dba0', [null, '2024-02-29']]]), new Map()],
    "[map('61f0c404-5cb3-11e7-907b-a6006ad3dba0',(NULL,'2024-02-29')),map()]",
    "[{'61f0c404-5cb3-11e7-907b-a6006ad3dba0':(NULL,'2024-02-29')},{}]",
  ]),
]

type Row = readonly [value: ValueCase['value'], sql: string, text?: string | null]

function column(type: ColumnType, ...rows: readonly Row[]): ColumnCase {
  return {
    type,
    values: rows.map(([value, sql, text]) => (text === undefined ? { value, sql } : { value, sql, text })),
  }
}
