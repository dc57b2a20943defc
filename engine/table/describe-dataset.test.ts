import { compileColumns } from '../generate/column/compile-columns.ts'
import { expect, test } from 'vitest'
import { describeDataset } from './describe-dataset.ts'
import type { TableColumn, TableDescription } from './read-table.ts'

function table(columns: Readonly<Record<string, string | Partial<TableColumn>>>, name = 'orders'): TableDescription {
  const plain = { defaultKind: '', comment: '', isInSortingKey: false, isInPartitionKey: false }
  return {
    name,
    engine: 'MergeTree',
    rowCount: 0,
    columns: Object.entries(columns).map(([column, given]) => ({
      ...plain,
      type: 'String',
      ...(typeof given === 'string' ? { type: given } : given),
      name: column,
    })),
  }
}

function sourcesOf(described: TableDescription): Record<string, unknown> {
  return Object.fromEntries(describeDataset(described).dataset.columns.map(({ name, source }) => [name, source]))
}

test('sources go by name and type', () => {
  const sources = sourcesOf(
    table({
      order_id: { type: 'UInt64', isInSortingKey: true },
      customerID: 'UInt32',
      createdAt: 'DateTime64(3)',
      shipped_at: 'Nullable(DateTime)',
      birth_date: 'Date32',
      email: 'String',
      Country: 'LowCardinality(String)',
      total_price: 'Decimal(12, 2)',
      is_gift: 'Int32',
      lat: 'Float64',
      quantity: 'UInt8',
      status: "Enum8('a' = 1, 'b' = 2)",
    }),
  )
  expect(sources).toMatchObject({
    order_id: { from: 'sequence' },
    customerID: { from: 'number', distribution: { shape: 'power', count: 1_000_000 } },
    createdAt: { from: 'time' },
    shipped_at: { from: 'nullable', of: { from: 'time-after' } },
    birth_date: { from: 'number' },
    email: { from: 'pool', values: { faker: 'internet.email' } },
    Country: { from: 'pool', values: { faker: 'location.country' } },
    total_price: { from: 'number', distribution: { shape: 'log-normal', median: 4_000 } },
    is_gift: { from: 'number', distribution: { shape: 'uniform', min: 0, max: 1 } },
    lat: { from: 'number', distribution: { shape: 'uniform', min: -60, max: 70 } },
    quantity: { from: 'number', distribution: { shape: 'power', count: 50 } },
    status: { from: 'pool', values: ['a', 'b'] },
  })
})

test('numbers stay in the range of their type', () => {
  expect(sourcesOf(table({ duration: 'UInt16', total: 'Decimal(4, 2)', lon: 'UInt8' }))).toMatchObject({
    duration: { distribution: { max: 65_535 } },
    lon: { distribution: { min: 0, max: 180 } },
  })
})

test('every source fits its column', () => {
  const types = [
    'Int8',
    'UInt256',
    'Float32',
    'FixedString(2)',
    'IPv6',
    'Bool',
    'UUID',
    'Date',
    'Array(Map(String, UInt8))',
  ]
  const names = ['id', 'age', 'created', 'price', 'url', 'x']
  for (const type of [...types, ...types.slice(0, 4).map((inner) => `Nullable(${inner})`)]) {
    for (const name of names) {
      const { dataset } = describeDataset(table({ [name]: { type, isInSortingKey: name === 'id' } }))
      expect(() => compileColumns(dataset, 10, new Uint32Array(10), [])).not.toThrow()
    }
  }
})

test('what the server fills is left to it, and so is what has a default and cannot be made', () => {
  const { dataset, left } = describeDataset(
    table({
      a: 'UInt8',
      day: { type: 'Date', defaultKind: 'MATERIALIZED' },
      twice: { type: 'UInt8', defaultKind: 'ALIAS' },
      more: { type: 'JSON', defaultKind: 'DEFAULT' },
      state: { type: 'String', defaultKind: 'DEFAULT' },
    }),
  )
  expect(dataset.columns.map(({ name }) => name)).toEqual(['a', 'state'])
  expect(left.map(({ name, isInserted }) => [name, isInserted])).toEqual([
    ['day', false],
    ['twice', false],
    ['more', true],
  ])
})

test('columns that cannot be made are all named, with what to do', () => {
  expect(() => describeDataset(table({ a: 'JSON', b: 'UInt8', c: 'AggregateFunction(uniq, UInt64)' }))).toThrow(
    /a: values of type JSON cannot be made\n {2}c: values of type AggregateFunction cannot be made\nGive them a DEFAULT/,
  )
})
