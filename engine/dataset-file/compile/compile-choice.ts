// One of the values that a dataset file lists, each with its weight if it has one.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import type { Spot } from '../problems/problem.ts'
import type { ColumnContext } from './column-context.ts'
import { compileWeights } from './compile-weights.ts'
import { isHeld, valueOfKey, type PlainValue } from './compile-values.ts'

type Choice = Extract<PlainSourceFile, { from: 'choice' }>

export function compileChoice(choice: Choice, { type, spot }: ColumnContext): ColumnSource | undefined {
  const { values } = choice
  const listed: readonly (readonly [key: string | number, value: PlainValue])[] = Array.isArray(values)
    ? values.map((value, i) => [i, value] as const)
    : Object.keys(values).map((key) => [key, valueOfKey(key, type)] as const)
  if (listed.length === 0) {
    spot.at('values').report('there must be at least one')
    return undefined
  }
  const held = listed.filter(([key, value]) =>
    isHeld(value, type, spot.at('values', key), typeof key === 'string' ? 'key' : 'value'),
  )
  const weights = weightsOf(choice, listed.length, spot)
  if (weights === undefined || held.length < listed.length) return undefined
  return { from: 'pool', values: held.map(([, value]) => value), weights }
}

function weightsOf({ values, weights, zipf, inTurn }: Choice, valueCount: number, spot: Spot): PoolWeights | undefined {
  const given = Array.isArray(values) ? weights : Object.values(values)
  if (!Array.isArray(values) && weights !== undefined) {
    spot.at('weights').report('values have their weights already: leave one of them out', 'key')
    return undefined
  }
  if (inTurn === true) {
    if (given === undefined && zipf === undefined) return { shape: 'in-turn' }
    spot.at('inTurn').report('values in turn have no weights: leave one of them out', 'key')
    return undefined
  }
  if (given === undefined) return compileWeights({ zipf }, valueCount, spot)
  const where = spot.at(Array.isArray(values) ? 'weights' : 'values')
  if (zipf !== undefined) {
    spot.at('zipf').report('values have weights already: leave one of them out', 'key')
    return undefined
  }
  if (given.length !== valueCount) {
    where.report(`it has ${given.length} weights for ${valueCount} values`)
    return undefined
  }
  if (given.every((weight) => weight === 0)) {
    where.report('at least one weight must be more than 0')
    return undefined
  }
  return { shape: 'weighted', weights: given }
}
