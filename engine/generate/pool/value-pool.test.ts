import { expect, test } from 'vitest'
import { faker } from '@faker-js/faker/locale/en'
import type { PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import { uniform } from '@millrace/schemas/dataset/distribution.ts'
import { string } from '@millrace/schemas/column/types.ts'
import { valuePool } from './value-pool.ts'

const kinds: readonly PoolValues[] = [
  { count: 50, faker: 'person.fullName' },
  { count: 50, pattern: '[A-Z]{3}-[0-9]{6}' },
  { count: 50, lengths: uniform(5, 60) },
  { count: 50, anyOf: string },
  { count: 50, make: (made, index) => `${index} ${made.lorem.word()}` },
]

test.each(kinds)('values of %j follow from the name alone', (values) => {
  const first = valuePool(values, ['a', '1'])
  faker.seed(Math.floor(performance.now()))
  faker.lorem.words(7)
  expect(valuePool(values, ['a', '1'])).toEqual(first)
  expect(valuePool(values, ['b', '1'])).not.toEqual(first)
})
