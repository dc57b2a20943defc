// Where a column's values come from, as a dataset file says it: what the engine's sources are called there.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnSource, PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import type { SourceFileInput } from './dataset-draft.ts'
import { fileNumbers, fileSpread } from './file-spread.ts'
import { durationText, fileUnit } from './file-units.ts'

type PlainValue = string | number | boolean | null
/** Of a pool that has NULL among its values, which a file says by a share. */
const nullsOfPool = 0.1

/** With `nulls`, where there are any. Throws `RangeError` for what only code can say. */
export function fileSource(source: ColumnSource, type: ColumnType): SourceFileInput & { nulls?: number } {
  switch (source.from) {
    case 'time':
      return { from: 'time' }
    case 'time-after': {
      const delay = fileSpread(source.delayMs, durationText)
      return source.column === undefined ? { from: 'after', delay } : { from: 'after', column: source.column, delay }
    }
    case 'uuid-v4':
      return { from: 'uuid' }
    case 'uuid-v7':
      return { from: 'uuid', version: 7 }
    case 'sequence':
    case 'group':
    case 'position':
      return { from: source.from, first: source.first ?? 0 }
    case 'number':
      return type.kind === 'Bool'
        ? { from: 'choice', values: [false, true] }
        : fileNumbers(source.distribution, fileUnit(type))
    case 'formula':
      return { from: 'formula', formula: source.formula }
    case 'template':
      return { from: 'template', template: source.template }
    case 'pool':
      return poolSource(source.values, source.weights)
    case 'nullable':
      return { ...fileSource(source.of, 'inner' in type ? type.inner : type), nulls: source.nullShare }
    case 'case':
      throw new RangeError('a case is written by those who know why')
  }
}

function poolSource(values: PoolValues, weights: PoolWeights): SourceFileInput & { nulls?: number } {
  if (!('count' in values)) return choice(values.map(plainValue), weights)
  const { count } = values
  const drawn = { count, ...weightsFile(weights) }
  if ('make' in values) throw new RangeError('values that code makes cannot be written in a dataset file')
  if ('anyOf' in values) {
    return { from: 'any', count, ...(values.length === undefined ? {} : { length: values.length }) }
  }
  const nulls = values.hasNull === true ? { nulls: nullsOfPool } : {}
  if ('faker' in values) return { from: 'faker', method: values.faker, ...drawn, ...nulls }
  if ('pattern' in values) return { from: 'pattern', pattern: values.pattern, ...drawn, ...nulls }
  const lengths = fileSpread(values.lengths, (length) => length)
  const topLengths = values.topLengths === undefined ? {} : { topLengths: [...values.topLengths] }
  return { from: 'words', lengths, ...topLengths, ...drawn, ...nulls }
}

function choice(values: PlainValue[], weights: PoolWeights): SourceFileInput {
  switch (weights.shape) {
    case 'even':
      return { from: 'choice', values }
    case 'zipf':
      return { from: 'choice', values, zipf: weights.exponent }
    case 'weighted':
      return { from: 'choice', values, weights: [...weights.weights] }
    case 'in-turn':
      return { from: 'choice', values, inTurn: true }
    case 'top':
      throw new RangeError('values that are listed have weights, not shares of the first')
  }
}

function weightsFile(weights: PoolWeights): { zipf?: number; top?: number[] } {
  switch (weights.shape) {
    case 'even':
      return {}
    case 'zipf':
      return { zipf: weights.exponent }
    case 'top':
      return { top: [...weights.shares] }
    case 'weighted':
    case 'in-turn':
      throw new RangeError('values that are made have no weights and no order, but shares of the first')
  }
}

function plainValue(value: ColumnValue): PlainValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new RangeError('a dataset file has texts, numbers and truth values, and no others')
}
