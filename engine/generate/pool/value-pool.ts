// The values a pool column draws from, made once a run.
import { createHash } from 'node:crypto'
import { faker } from '@faker-js/faker/locale/en'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { PoolValues } from '@millrace/schemas/dataset/column-source.ts'

export interface ValuePool {
  readonly values: readonly ColumnValue[]
}

/** `name` decides what a pool that is made by faker holds. */
export function valuePool(values: PoolValues, name: readonly string[]): ValuePool {
  return { values: 'make' in values ? madeValues(values, name) : values }
}

function madeValues({ count, make }: Extract<PoolValues, { count: number }>, name: readonly string[]): ColumnValue[] {
  const digest = createHash('sha256').update(JSON.stringify(name)).digest()
  faker.seed(digest.readUInt32LE(0))
  faker.setDefaultRefDate(0)
  return Array.from({ length: count }, (_, index) => make(faker, index))
}
