import { decimal, lowCardinality, nullable, string, uint32 } from '@millrace/schemas/column/types.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { logNormal, power } from '@millrace/schemas/dataset/distribution.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { expect, test } from 'vitest'
import { describe } from './describe.ts'
import { formatDescription } from './format-description.ts'
import { intendedDeviations } from './intended-deviations.ts'

const options = { rowCount: 20_000, seed: '1', nowMs: Date.UTC(2026, 10, 24) }
const choice: ColumnSource = {
  from: 'pool',
  values: ['a', 'b', 'c'],
  weights: { shape: 'weighted', weights: [8, 1, 1] },
}
const column = (name: string, type: ColumnDefinition['type'], source: ColumnSource): ColumnDefinition => ({
  name,
  type,
  source,
  comment: '',
})
const dataset: DatasetDefinition = {
  name: 'described',
  comment: '',
  schemaVersion: 1,
  columns: [
    column('status', lowCardinality(string), choice),
    column('note', nullable(string), { from: 'nullable', nullShare: 0.25, of: choice }),
    column('price', decimal(12, 2), { from: 'number', distribution: logNormal(4_000, 1, 1e8) }),
    column('user', uint32, { from: 'number', distribution: power(1_000, 3) }),
  ],
}

test.each([dataset, ...datasets.values()])('what is generated of $name is what is intended', (each) => {
  const described = describe(each, options, new Map())
  expect(described).toHaveLength(each.columns.length)
  expect(described.flatMap(({ column: { name }, deviations }) => deviations.map((line) => [name, line]))).toEqual([])
})

test('shares and quantiles that are off are told', () => {
  const texts = [...Array.from({ length: 700 }, () => 'a'), ...Array.from({ length: 300 }, () => undefined)]
  const note = dataset.columns[1] ?? column('', string, choice)
  expect(intendedDeviations(note, { texts, drawnCount: 1_000 })).toEqual([
    expect.stringMatching(/^a: 100 % instead of 80/),
    expect.stringMatching(/^b: 0 % instead of 10/),
    expect.stringMatching(/^c: 0 % instead of 10/),
  ])
  const price = dataset.columns[2] ?? note
  expect(intendedDeviations(price, { texts: Array.from({ length: 1_000 }, () => '39.00'), drawnCount: 1_000 })).toEqual(
    [expect.stringMatching(/^up to 40\S* *: 100 % instead of 50/)],
  )
})

test('beside a table: what is further off than five percent is marked', () => {
  const figures = {
    rowCount: 1_000_000,
    nullShare: 0,
    distinctCount: 3,
    top: [
      { text: 'x', share: 0.8 },
      { text: 'y', share: 0.15 },
    ],
  }
  const [status] = describe(dataset, options, new Map([['status', figures]]))
  expect(status?.table?.deviations.map(({ figure, isMarked }) => [figure, isMarked])).toEqual([
    ['share of the first value', false],
    ['share of the second value', true],
  ])
  expect(formatDescription(status === undefined ? [] : [status])).toMatch(
    /DEVIATES {3}share of the first value -?\+?0\.\d % · share of the second value -3\d\.\d % \(!\)/,
  )
})
