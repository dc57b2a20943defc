// What dataset files say becomes what the generator takes: units, values and shares.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { expect, test } from 'vitest'
import { checkDatasetFile, datasetOfFile } from '../load-dataset-file.ts'
import { readYaml } from '../read/read-yaml.ts'

function sourceOf(column: string): ColumnSource | undefined {
  const text = `name: t\ncolumns:\n  x: { ${column} }\n  c: { type: UInt8, from: choice, values: [1, 2, 3] }`
  return datasetOfFile(checkDatasetFile(readYaml('t.yaml', text)), () => undefined).columns[0]?.source
}

const number = (distribution: object): object => ({ from: 'number', distribution })
const hour = 3_600_000

test.each([
  ['type: "Decimal(9, 2)", from: uniform, min: 0.07, max: 1.15', number({ shape: 'uniform', min: 7, max: 115 })],
  ['type: Date, from: uniform, min: 1970-01-02, max: 1970-01-03', number({ shape: 'uniform', min: 1, max: 2 })],
  [
    "type: 'DateTime64(6)', from: uniform, min: 1970-01-01T00:00:01Z, max: 1970-01-01T01:00:02+01:00",
    number({ shape: 'uniform', min: 1e6, max: 2e6 }),
  ],
  [
    'type: DateTime, from: normal, mean: 1970-01-02, deviation: 1.5h',
    number({ shape: 'normal', mean: 86_400, deviation: 5_400, min: 0, max: 2 ** 32 - 1 }),
  ],
  [
    'type: Int8, from: normal, mean: 0, deviation: 9',
    number({ shape: 'normal', mean: 0, deviation: 9, min: -128, max: 127 }),
  ],
  [
    'type: Float64, from: normal, mean: 5, deviation: 2',
    number({ shape: 'normal', mean: 5, deviation: 2, min: -15, max: 25 }),
  ],
  ['type: UInt32, from: key, of: other.id, rows: 9', number({ shape: 'uniform', min: 1, max: 9 })],
  [
    'type: UInt32, from: key, of: other.id, rows: 9, zipf: 1',
    number({ shape: 'zipf', first: 1, count: 9, exponent: 1 }),
  ],
  [
    'type: DateTime, from: after, delay: { from: uniform, min: 0s, max: 1h }',
    { from: 'time-after', delayMs: { shape: 'uniform', min: 0, max: hour } },
  ],
  ['type: UUID, from: uuid, version: 7', { from: 'uuid-v7' }],
])('%s', (column, expected) => {
  expect(sourceOf(column)).toEqual(expected)
})

const pool = (values: unknown, weights: object): object => ({ from: 'pool', values, weights })
const weighted = (...weights: number[]): object => ({ shape: 'weighted', weights })

test.each([
  ['type: UInt8, from: choice, values: { 3: 1, 7: 2 }', pool([3, 7], weighted(1, 2))],
  ['type: String, from: choice, values: { 3: 1, 7: 2 }', pool(['3', '7'], weighted(1, 2))],
  ['type: Bool, from: choice, values: { true: 1, false: 2 }', pool([true, false], weighted(1, 2))],
  ['type: "Decimal(9, 2)", from: choice, values: { 1.25: 1 }', pool([1.25], weighted(1))],
  ['type: String, from: choice, values: [a, b], zipf: 2', pool(['a', 'b'], { shape: 'zipf', exponent: 2 })],
  ['type: Nullable(UInt8), from: choice, values: [1, null]', pool([1, null], { shape: 'even' })],
  [
    'type: LowCardinality(Nullable(String)), nulls: 0.5, from: choice, values: { a: 3, b: 1 }',
    pool([null, 'a', 'b'], weighted(0.5, 0.375, 0.125)),
  ],
  [
    'type: LowCardinality(Nullable(String)), nulls: 0.2, from: faker, method: color.human, count: 9, top: [0.5]',
    pool({ count: 10, faker: 'color.human', hasNull: true }, { shape: 'top', shares: [0.2, 0.4] }),
  ],
  [
    'type: Nullable(String), nulls: 0.2, from: choice, values: [a]',
    { from: 'nullable', nullShare: 0.2, of: pool(['a'], { shape: 'even' }) },
  ],
])('%s', (column, expected) => {
  expect(sourceOf(column)).toEqual(expected)
})

test('cases of one source are one', () => {
  const [one, two] = ['{ from: choice, values: [a] }', '{ from: choice, values: [b] }']
  const source = sourceOf(
    `type: String, from: case, column: c, when: { 1: ${one}, 2: ${two}, 3: ${one} }, else: ${two}`,
  )
  expect(source).toMatchObject({ column: 'c', cases: [{ values: [1, 3] }, { values: [2] }] })
})
