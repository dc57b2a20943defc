// What columns may look at, and what becomes of it in a batch.
import { describe, expect, test } from 'vitest'
import {
  decimal,
  float32,
  int16,
  lowCardinality,
  string,
  uint32,
  uint8,
  date,
  dateTime,
  dateTime64,
} from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { uniform } from '@millrace/schemas/dataset/distribution.ts'
import { drawnValues } from '../../preview/drawn-values.ts'
import type { Run } from '../../plan/run.ts'
import { BatchGenerator } from '../batch-generator.ts'
import { compileColumns } from './compile-columns.ts'

/** More than are drawn at once, twice and a part. */
const batchRows = 2500

function column(name: string, type: ColumnType, source: ColumnSource): ColumnDefinition {
  return { name, type, source, comment: '' }
}

function datasetOf(columns: readonly ColumnDefinition[], more: Partial<DatasetDefinition> = {}): DatasetDefinition {
  return { name: 'tried', comment: '', schemaVersion: 1, columns, ...more }
}

function generatorOf(dataset: DatasetDefinition): BatchGenerator {
  const run: Run = {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: 1,
    seed: '1',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: 5 * batchRows }],
  }
  return new BatchGenerator(dataset, run)
}

function valuesOf(dataset: DatasetDefinition, batch = 0): unknown[][] {
  const generator = generatorOf(dataset)
  const rowCount = generator.generate(batch)
  return dataset.columns.map(({ type }, i) => {
    const drawn = generator.columns[i]
    return drawn === undefined ? [] : drawnValues(type, drawn, rowCount)
  })
}

const numbers: ColumnSource = { from: 'number', distribution: uniform(1, 100) }
const kinds: ColumnSource = { from: 'pool', values: ['a', 'b', 'c'], weights: { shape: 'even' } }

test('a formula holds in every row, in the units of its type and within its range', () => {
  const [price = [], quantity = [], total = [], small = []] = valuesOf(
    datasetOf([
      column('price', decimal(9, 2), numbers),
      column('quantity', uint8, numbers),
      column('total', decimal(18, 2), { from: 'formula', formula: 'price * quantity' }),
      column('small', uint8, { from: 'formula', formula: 'quantity * 10 - 100 / 0 * 0' }),
    ]),
  )
  for (let row = 0; row < batchRows; row++) {
    expect(total[row]).toBe((price[row] as bigint) * BigInt(quantity[row] as number))
    expect(small[row]).toBe(0) // what is no number
  }
})

test('groups go on from batch to batch, and places begin anew in each', () => {
  const dataset = datasetOf(
    [column('order', uint32, { from: 'group', first: 1 }), column('line', uint8, { from: 'position', first: 1 })],
    { groups: [3, 1, 2] },
  )
  const orders = [0, 1, 2].flatMap((batch) => valuesOf(dataset, batch)[0])
  const lines = [0, 1, 2].flatMap((batch) => valuesOf(dataset, batch)[1])
  expect(orders.slice(0, 8)).toEqual([1, 1, 1, 2, 3, 3, 4, 4])
  expect(lines.slice(0, 8)).toEqual([1, 2, 3, 1, 1, 2, 1, 2])
  orders.forEach((order, row) => {
    if (row > 0) expect(lines[row]).toBe(order === orders[row - 1] ? Number(lines[row - 1]) + 1 : 1)
  })
  expect(orders.at(-1)).toBe((3 * batchRows) / 2)
})

test('values in turn go on from batch to batch', () => {
  const turn: ColumnSource = { from: 'pool', values: ['a', 'b', 'c'], weights: { shape: 'in-turn' } }
  const dataset = datasetOf([column('name', string, turn)])
  expect([...(valuesOf(dataset, 0)[0] ?? []), ...(valuesOf(dataset, 1)[0] ?? [])].slice(998, 1002)).toEqual([
    'c',
    'a',
    'b',
    'c',
  ])
})

test('a time is after that of the column that it names', () => {
  const [ordered = [], shipped = [], arrived = []] = valuesOf(
    datasetOf([
      column('ordered', date, { from: 'time' }),
      column('shipped', date, { from: 'time-after', column: 'ordered', delayMs: uniform(86_400_000, 3 * 86_400_000) }),
      column('arrived', dateTime('UTC'), { from: 'time-after', column: 'shipped', delayMs: uniform(0, 0) }),
    ]),
  )
  ordered.forEach((day, row) => {
    expect(Number(shipped[row]) - Number(day)).toBeGreaterThanOrEqual(1)
    expect(Number(shipped[row]) - Number(day)).toBeLessThanOrEqual(3)
    expect(arrived[row]).toBe(Number(shipped[row]) * 86_400)
  })
})

test('a time is after that of a column that is drawn once a session', () => {
  const days = { from: 'number', distribution: uniform(20_000, 20_400) } as const
  const [began = [], ended = []] = valuesOf(
    datasetOf(
      [
        { ...column('began', date, days), per: 'session' },
        column('ended', date, { from: 'time-after', column: 'began', delayMs: uniform(86_400_000, 86_400_000) }),
      ],
      { sessions: { rowsPerSession: uniform(2, 5), gapMs: uniform(1, 1000) } },
    ),
  )
  expect(new Set(began).size).toBeGreaterThan(300)
  expect(ended).toEqual(began.map((day) => Number(day) + 1))
})

test('cases follow the other column, also when that one is drawn once a session', () => {
  const [kind = [], amount = [], word = []] = valuesOf(
    datasetOf(
      [
        { ...column('kind', lowCardinality(string), kinds), per: 'session' },
        column('amount', uint32, {
          from: 'case',
          column: 'kind',
          cases: [
            { values: ['a'], source: { from: 'number', distribution: uniform(1000, 1999) } },
            { values: ['b'], source: { from: 'formula', formula: 'base * 1000' } },
          ],
          otherwise: { from: 'pool', values: [7], weights: { shape: 'even' } },
        }),
        column('word', string, { from: 'template', template: '{kind}/{amount:05}' }),
      ],
      {
        hiddenColumns: [column('base', uint8, { from: 'number', distribution: uniform(2, 3) })],
        sessions: { rowsPerSession: uniform(2, 5), gapMs: uniform(1, 1000) },
      },
    ),
  )
  const ranges: Readonly<Record<string, readonly [number, number]>> = { a: [1000, 1999], b: [2000, 3000], c: [7, 7] }
  kind.forEach((name, row) => {
    const [min, max] = ranges[String(name)] ?? [NaN, NaN]
    expect(Number(amount[row])).toBeGreaterThanOrEqual(min)
    expect(Number(amount[row])).toBeLessThanOrEqual(max)
    expect(word[row]).toBe(`${String(name)}/${String(amount[row]).padStart(5, '0')}`)
  })
})

test('cases of times are after the time of their own row', () => {
  const after = (minMs: number, maxMs: number): ColumnSource => ({ from: 'time-after', delayMs: uniform(minMs, maxMs) })
  const milliseconds = dateTime64(3)
  const [at = [], kind = [], ended = []] = valuesOf(
    datasetOf([
      column('at', milliseconds, { from: 'time' }),
      column('kind', lowCardinality(string), kinds),
      column('ended', milliseconds, {
        from: 'case',
        column: 'kind',
        cases: [
          { values: ['a'], source: after(10, 19) },
          { values: ['b'], source: { from: 'time-after', delayMs: uniform(30, 39), column: 'at' } },
        ],
        otherwise: { from: 'time' },
      }),
    ]),
  )
  const expected: Readonly<Record<string, number>> = { a: 1, b: 3, c: 0 }
  kind.forEach((name, row) => {
    expect(Math.floor((Number(ended[row]) - Number(at[row])) / 10)).toBe(expected[String(name)])
  })
})

test('a template says the same whether it can be a pool of a few texts or not', () => {
  const parts = '{mark}{kind}-{level:03}{{{kind}}} {kind:hash4}{level:hash3} é'
  const columns = (levels: number): ColumnDefinition[] => [
    { ...column('kind', lowCardinality(string), kinds), per: 'session' },
    column('level', int16, { from: 'number', distribution: uniform(-3, levels) }),
    column('mark', string, { from: 'pool', values: ['', 'ä'], weights: { shape: 'even' } }),
    column('text', string, { from: 'template', template: parts }),
    column('half', float32, { from: 'number', distribution: uniform(0, 3) }),
    column('of_half', string, { from: 'template', template: '{half}' }),
  ]
  const sessions = { rowsPerSession: uniform(2, 5), gapMs: uniform(1, 1000) }
  const generated = [9, 10_000].map((levels) => {
    const dataset = datasetOf(columns(levels), { sessions })
    const generator = generatorOf(dataset)
    const rowCount = generator.generate(1)
    const [kind = [], level = [], mark = [], text = [], half = [], ofHalf = []] = valuesOf(dataset, 1)
    for (let row = 0; row < rowCount; row++) {
      const [aKind, aLevel] = [String(kind[row]), Number(level[row])]
      const start = `${String(mark[row])}${aKind}-${aLevel < 0 ? '-' : ''}${String(Math.abs(aLevel)).padStart(3, '0')}`
      expect(text[row]).toMatch(new RegExp(`^${start}\\{${aKind}\\} [a-z]{7} é$`))
      expect(ofHalf[row]).toBe(String(half[row]))
    }
    const hashes = new Map(level.map((value, row) => [value, String(text[row]).slice(-5, -2)]))
    return { layouts: [3, 5].map((i) => generator.columns[i]?.drawn.layout), hashes }
  })
  expect(generated.map(({ layouts }) => layouts)).toEqual([
    ['codes', 'texts'],
    ['texts', 'texts'],
  ])
  for (const [level, hash] of generated[1]?.hashes ?? []) {
    if (Number(level) <= 9) expect(generated[0]?.hashes.get(level)).toBe(hash)
  }
})

test('duplicates are the row before once more, in every column', () => {
  const dataset = datasetOf([column('id', uint32, { from: 'sequence' }), column('kind', string, kinds)], {
    duplicateShare: 0.2,
  })
  const [id = [], kind = []] = valuesOf(dataset)
  const repeated = id.flatMap((value, row) => (row > 0 && value === id[row - 1] ? [row] : []))
  expect(repeated.length / batchRows).toBeGreaterThan(0.15)
  expect(repeated.length / batchRows).toBeLessThan(0.25)
  for (const row of repeated) expect(kind[row]).toBe(kind[row - 1])
  expect(id[0]).toBe(0)
})

test('late rows have earlier times than the rest of their batch', () => {
  const timed = [column('at', dateTime('UTC'), { from: 'time' })]
  const late = { share: 0.05, byMs: uniform(5 * 86_400_000, 5 * 86_400_000) }
  const first = (values: unknown[]): number => Math.min(...values.map(Number))
  const [onTime = []] = valuesOf(datasetOf(timed), 4)
  const [mixed = []] = valuesOf(datasetOf(timed, { times: { late } }), 4)
  const lateRows = mixed.filter((value) => Number(value) < first(onTime) - 3600)
  expect(lateRows.length / batchRows).toBeGreaterThan(0.02)
  expect(lateRows.length / batchRows).toBeLessThan(0.09)
})

describe('what cannot be compiled', () => {
  test.each<[string, readonly ColumnDefinition[]]>([
    [
      'columns look at each other in a circle: a → b → a',
      [
        column('a', uint8, { from: 'formula', formula: 'b + 1' }),
        column('b', uint8, { from: 'formula', formula: 'a - 1' }),
      ],
    ],
    ['column a looks at b, and there is no such column', [column('a', uint8, { from: 'formula', formula: 'b' })]],
    ["column a: source 'formula' cannot fill String", [column('a', string, { from: 'formula', formula: '1' })]],
    [
      'column k has no numbers to count with',
      [column('k', string, kinds), column('a', uint8, { from: 'formula', formula: 'k' })],
    ],
    [
      'column k never has z',
      [
        column('k', string, kinds),
        column('a', uint8, {
          from: 'case',
          column: 'k',
          cases: [{ values: ['z'], source: numbers }],
          otherwise: numbers,
        }),
      ],
    ],
    [
      'column n is not one of values to choose from',
      [column('n', uint8, numbers), column('a', uint8, { from: 'case', column: 'n', cases: [], otherwise: numbers })],
    ],
    [
      'column s is drawn once a session and looks at n',
      [column('n', uint8, numbers), { ...column('s', uint8, { from: 'formula', formula: 'n' }), per: 'session' }],
    ],
    [
      'column a: its cases must all be numbers, or all be values to choose from',
      [
        column('k', string, kinds),
        column('a', string, {
          from: 'case',
          column: 'k',
          cases: [{ values: ['a'], source: kinds }],
          otherwise: { from: 'template', template: '{n}' },
        }),
        column('n', uint32, { from: 'sequence' }),
      ],
    ],
    ["column a: source 'template' cannot fill UInt8", [column('a', uint8, { from: 'template', template: 'x' })]],
  ])('%s', (message, columns) => {
    expect(() => compileColumns(datasetOf(columns), 10, new Uint32Array(10), [])).toThrow(message)
  })
})
