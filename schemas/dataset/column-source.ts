// Where a generated column's values come from, as plain values that the engine compiles.
import type { Faker } from '@faker-js/faker'
import type { ColumnType } from '../column/column-type.ts'
import type { ColumnValue } from '../column/column-value.ts'
import type { Distribution, PoolWeights } from './distribution.ts'

export type ColumnSource =
  /** The row's time, in the resolution of the column's type (DateTime64, DateTime, Date32, Date). */
  | { readonly from: 'time' }
  /** A delay in milliseconds after the row's time, or after that in another column. */
  | { readonly from: 'time-after'; readonly delayMs: Distribution; readonly column?: string }
  /** Random UUID (RFC 9562, version 4), made from the seed. */
  | { readonly from: 'uuid-v4' }
  /** Time-ordered UUID (RFC 9562, version 7) of the row's time, its random part made from the seed. */
  | { readonly from: 'uuid-v7' }
  /** The row's number in the whole dataset, from `first` (0). */
  | { readonly from: 'sequence'; readonly first?: number }
  /** The number of the row's group in the whole dataset, from `first` (0). */
  | { readonly from: 'group'; readonly first?: number }
  /** The row's place in its group, from `first` (0). */
  | { readonly from: 'position'; readonly first?: number }
  /** Numbers; for a Decimal in units of its last digit. */
  | { readonly from: 'number'; readonly distribution: Distribution }
  /** Arithmetic over the row's other columns, as numbers that people read: `price * quantity`. */
  | { readonly from: 'formula'; readonly formula: string }
  /** Text with the values of the row's other columns in it: `Customer#{id:09}`. */
  | { readonly from: 'template'; readonly template: string }
  /** By what another column of the row, a pool, has. */
  | {
      readonly from: 'case'
      readonly column: string
      readonly cases: readonly { readonly values: readonly ColumnValue[]; readonly source: ColumnSource }[]
      readonly otherwise: ColumnSource
    }
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
  /** Texts that a regular expression would match. */
  | { readonly count: number; readonly pattern: string; readonly hasNull?: boolean }
  /** Made-up words, in texts of such lengths (characters, all of them ASCII); no two of them are the same. */
  | {
      readonly count: number
      readonly lengths: Distribution
      /** Of the first texts, one for each. */
      readonly topLengths?: readonly number[]
      readonly hasNull?: boolean
    }
  /** Any values that the type can hold; its arrays have `length` elements, or some. */
  | { readonly count: number; readonly anyOf: ColumnType; readonly length?: number }
