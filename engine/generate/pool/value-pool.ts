// The values a pool column draws from, made once a run.
import { createHash } from 'node:crypto'
import { faker } from '@faker-js/faker/locale/en'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import { anyValue } from './any-value.ts'
import { fakerMethod } from './faker-method.ts'
import { madeTexts } from './made-texts.ts'

export interface ValuePool {
  readonly values: readonly ColumnValue[]
}

/** `name` decides what a pool that is made by faker holds. Throws `RangeError` for a method that faker has not. */
export function valuePool(values: PoolValues, name: readonly string[]): ValuePool {
  return { values: 'count' in values ? madeValues(values, name) : values }
}

function madeValues(values: Extract<PoolValues, { count: number }>, name: readonly string[]): ColumnValue[] {
  const digest = createHash('sha256').update(JSON.stringify(name)).digest()
  faker.seed(digest.readUInt32LE(0))
  faker.setDefaultRefDate(0)
  const make = makerOf(values) // after the seed: some draw when they are made
  return Array.from({ length: values.count }, (_, index) => make(index))
}

function makerOf(values: Extract<PoolValues, { count: number }>): (index: number) => ColumnValue {
  if ('make' in values) return (index) => values.make(faker, index)
  if ('faker' in values) {
    return withNull(values, fakerMethod(faker, values.faker))
  }
  if ('pattern' in values) return withNull(values, () => faker.helpers.fromRegExp(values.pattern))
  if ('lengths' in values) return withNull(values, madeTexts(values.lengths, values.count, values.topLengths))
  return () => anyValue(values.anyOf, faker, values.length)
}

function withNull(
  { hasNull }: { readonly hasNull?: boolean },
  make: () => ColumnValue,
): (index: number) => ColumnValue {
  return (index) => (index === 0 && hasNull === true ? null : make())
}
