// A dataset for tests alone: every layout that a drawn column has, over kinds that the real datasets do without.
import {
  array,
  bool,
  date32,
  dateTime64,
  decimal,
  enum8,
  fixedString,
  float32,
  float64,
  int16,
  int64,
  int256,
  ipv6,
  lowCardinality,
  map,
  namedTuple,
  nullable,
  string,
  tuple,
  uint8,
  uint16,
  uint32,
  uint64,
  uint256,
  uuid,
} from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { defineDataset, type ColumnDefinition, type EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { logNormal, uniform } from '@millrace/schemas/dataset/distribution.ts'

const moods = enum8({ sour: -7, plain: 0, sweet: 9 })
const words = ['', 'a', 'seven b', 'of eight', 'nine char', 'ä€😀', 'x'.repeat(300)]

const columns: readonly ColumnDefinition[] = [
  column('id', uint64, { from: 'sequence' }),
  column('at', dateTime64(6, 'UTC'), { from: 'time' }),
  column('category', lowCardinality(string), pool(['red', 'green', 'red', 'blue'])),
  column('actor', uint32, numbers(0, 2 ** 32 - 1)),
  column('note', nullable(string), pool([null, ...words])),
  column('remark', nullable(string), { from: 'nullable', nullShare: 0.4, of: pool(words.slice(1)) }),
  column('mood', nullable(moods), { from: 'nullable', nullShare: 0.4, of: pool(['sweet', 'sour', 'plain']) }),
  column('mood_code', nullable(moods), { from: 'nullable', nullShare: 0.4, of: numbers(0, 0) }),
  column('parent', nullable(uuid), { from: 'nullable', nullShare: 0.4, of: { from: 'uuid-v4' } }),
  column('score', nullable(float64), { from: 'nullable', nullShare: 0.4, of: numbers(-1, 1) }),
  column('tag', lowCardinality(nullable(string)), pool([null, 'x', '', null, 'y'])),
  column('many_tags', lowCardinality(string), pool(Array.from({ length: 400 }, (_, i) => `tag ${i}`))),
  column('flags', array(nullable(uint8)), pool([[], [1, null, 255], [null], [0, 0, 0, 0, 0, 0, 0, 0, 7]])),
  column('paths', array(array(int16)), pool([[], [[]], [[1], [], [-2, 3]], [[4, 5]]])),
  column('counts', array(map(string, uint64)), pool([[], [new Map()], maps(2), maps(5)])),
  column('no_tags', array(lowCardinality(string)), pool([[], []])),
  column(
    'nested',
    namedTuple(['word', 'rest'], string, tuple(lowCardinality(string), array(lowCardinality(nullable(string))))),
    pool(words.map((word, i) => [word, [`w${i % 3}`, i % 2 === 0 ? [] : [null, word, 'w0']]])),
  ),
  column('currency', fixedString(5), pool(['EUR', 'twelv', ''])),
  column('total', decimal(38, 4), numbers(-5_000_000_000_000, 5_000_000_000_000)),
  column('ratio', float32, { from: 'number', distribution: logNormal(1.2, 0.7, 60) }),
  column('balance', int64, numbers(-(2 ** 40), 2 ** 40)),
  column('huge', uint256, numbers(0, 2 ** 50)),
  column('signed_huge', int256, numbers(-(2 ** 50), 2 ** 50)),
  column('port', uint16, numbers(0, 65_535)),
  column('is_new', bool, pool([false, true])),
  column('day', date32, { from: 'time' }),
  column('address', ipv6, pool(['::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::7'])),
  // The bits of NaNs, as numbers and as such.
  column('ones', int64, pool([-1n, -2n, 0x7ff0_0000_0000_0001n, 5n])),
  column('floats', array(float64), pool([[NaN, -0, Infinity], [], [1.5]])),
  column('label', string, { from: 'template', template: '{{n°{id:06}, "{currency}" {note}}} {total} {day}' }),
  column('code', nullable(string), {
    from: 'nullable',
    nullShare: 0.4,
    of: { from: 'template', template: '{actor:hash9}' },
  }),
  column('line', uint8, { from: 'position', first: 1 }),
  column('order', uint32, { from: 'group' }),
  column('due', dateTime64(3, 'UTC'), { from: 'time-after', column: 'at', delayMs: uniform(1, 1000) }),
  column('sum', decimal(18, 2), { from: 'formula', formula: 'if(is_new, round(port / 7, 1), -balance) + extra % 3' }),
  column('by_category', int16, {
    from: 'case',
    column: 'category',
    cases: [
      { values: ['red'], source: numbers(1, 9) },
      { values: ['blue'], source: pool([-3, -4]) },
    ],
    otherwise: numbers(100, 200),
  }),
  column('word_by_category', lowCardinality(string), {
    from: 'case',
    column: 'category',
    cases: [{ values: ['red', 'green'], source: pool(words) }],
    otherwise: pool(['other']),
  }),
  { ...column('visitor', string, pool(words)), per: 'session' },
  { ...column('visitor_tag', lowCardinality(string), pool(words)), per: 'session' },
]

export const manyKinds: EventDataset = defineDataset({
  name: 'many_kinds',
  comment: 'For tests',
  schemaVersion: 1,
  columns,
  hiddenColumns: [{ ...column('extra', uint8, numbers(0, 20)), per: 'session' }],
  groups: [3, 1, 2],
  duplicateShare: 0.1,
  times: { late: { share: 0.05, byMs: uniform(0, 86_400_000) } },
  roles: { time: 'at', id: 'id', category: 'category', actor: 'actor' },
  sessions: { rowsPerSession: logNormal(4, 0.9, 100), gapMs: logNormal(9_000, 1.2, 600_000) },
})

function column(name: string, type: ColumnType, source: ColumnSource): ColumnDefinition {
  return { name, type, source, comment: name }
}

function pool(values: readonly ColumnValue[]): ColumnSource {
  return { from: 'pool', values, weights: { shape: 'even' } }
}

function numbers(min: number, max: number): ColumnSource {
  return { from: 'number', distribution: uniform(min, max) }
}

function maps(count: number): ColumnValue {
  return Array.from({ length: count }, (_, i) => new Map(words.slice(0, i).map((word) => [word, 2n ** 64n - 1n])))
}
