import { columnFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { date, decimal, lowCardinality, nullable, string, uint64 } from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { logNormal, power, uniform } from '@millrace/schemas/dataset/distribution.ts'
import { expect, test } from 'vitest'
import { fileSource } from './file-source.ts'

const cases: readonly (readonly [source: ColumnSource, type: ColumnType, written: object])[] = [
  [{ from: 'sequence' }, uint64, { from: 'sequence', first: 0 }],
  [{ from: 'uuid-v7' }, uint64, { from: 'uuid', version: 7 }],
  [
    { from: 'time-after', delayMs: logNormal(172_800_000, 0.8, 90 * 86_400_000) },
    date,
    { from: 'after', delay: { from: 'log-normal', median: '2d', sigma: 0.8, max: '90d' } },
  ],
  [{ from: 'number', distribution: uniform(0, 365) }, date, { from: 'uniform', min: '1970-01-01', max: '1971-01-01' }],
  [
    { from: 'number', distribution: logNormal(4_000, 1, 100_000_000) },
    decimal(12, 2),
    { from: 'log-normal', median: 40, sigma: 1, max: 1_000_000 },
  ],
  [{ from: 'number', distribution: power(50, 3) }, uint64, { from: 'power', count: 50, first: 1, skew: 3 }],
  [
    {
      from: 'nullable',
      nullShare: 0.1,
      of: { from: 'pool', values: ['a', 'b'], weights: { shape: 'weighted', weights: [4, 1] } },
    },
    nullable(string),
    { from: 'choice', values: ['a', 'b'], weights: [4, 1], nulls: 0.1 },
  ],
  [
    {
      from: 'pool',
      values: { count: 500, faker: 'word.words', hasNull: true },
      weights: { shape: 'zipf', exponent: 1 },
    },
    lowCardinality(nullable(string)),
    { from: 'faker', method: 'word.words', count: 500, zipf: 1, nulls: 0.1 },
  ],
  [
    { from: 'pool', values: { count: 1_000, anyOf: string, length: 3 }, weights: { shape: 'even' } },
    string,
    { from: 'any', count: 1_000, length: 3 },
  ],
]

test.each(cases)('%j', (source, type, written) => {
  const file = fileSource(source, type)
  expect(file).toEqual(written)
  expect(columnFile.safeParse({ type: 'UInt8', ...file }).error).toBeUndefined()
})
