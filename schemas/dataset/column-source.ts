// Where a generated column's values come from, as plain values that the engine compiles.
import type { Faker } from '@faker-js/faker'
import type { ColumnType } from '../column/column-type.ts'
import type { ColumnValue } from '../column/column-value.ts'
import type { Distribution, PoolWeights } from './distribution.ts'

export type ColumnSource =
  /** The row's time, in the resolution of the column's type (DateTime64, DateTime, Date32, Date). */
  | { readonly from: 'time' }
  /** The row's time plus a delay in milliseconds. */
  | { readonly from: 'time-after'; readonly delayMs: Distribution }
  /** Random UUID (RFC 9562, version 4), made from the seed. */
  | { readonly from: 'uuid-v4' }
  /** Time-ordered UUID (RFC 9562, version 7) of the row's time, its random part made from the seed. */
  | { readonly from: 'uuid-v7' }
  /** The row's number in the whole dataset, from 0. */
  | { readonly from: 'sequence' }
  /** Numbers; for a Decimal in units of its last digit. */
  | { readonly from: 'number'; readonly distribution: Distribution }
  /** One of a fixed set of values of the column's type, whatever that type is. */
  | { readonly from: 'pool'; readonly values: PoolValues; readonly weights: PoolWeights }
  /** NULL for the given share of the rows, else a value of `of`. */
  | { readonly from: 'nullable'; readonly nullShare: number; readonly of: ColumnSource }

/** The values themselves, or how to make so many of them once a run. */
export type PoolValues =
  | readonly ColumnValue[]
  | { readonly count: number; readonly make: (faker: Faker, index: number) => ColumnValue }
  /** By a method of faker, such as `internet.email`; the first of them is NULL if there is to be one. */
  | { readonly count: number; readonly faker: string; readonly hasNull?: boolean }
  /** Any values that the type can hold; its arrays have `length` elements, or some. */
  | { readonly count: number; readonly anyOf: ColumnType; readonly length?: number }
