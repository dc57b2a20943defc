// A source of values, as the generator takes it.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import { compileCase } from './compile-case.ts'
import { compileChoice } from './compile-choice.ts'
import { compileKey } from './compile-key.ts'
import { compileMade } from './compile-made.ts'
import { compileFormula, compileTemplate } from './compile-seen.ts'
import { compileSpread, withinRange } from './compile-spread.ts'
import { isColumn, type ColumnContext } from './column-context.ts'
import { durations, isTime, unitsOf, type Units } from './units.ts'

/** Undefined once it is reported what is wrong. */
export function compileSource(source: PlainSourceFile | ColumnFile, context: ColumnContext): ColumnSource | undefined {
  const { spot } = context
  switch (source.from) {
    case 'time':
      return { from: 'time' }
    case 'formula':
      return compileFormula(source, context)
    case 'template':
      return compileTemplate(source, context)
    case 'after': {
      const delayMs = compileSpread(source.delay, durations, spot.at('delay'))
      const { column } = source
      if (column !== undefined && !isColumn(column, context, spot.at('column'))) return undefined
      return delayMs && { from: 'time-after', delayMs, ...(column !== undefined && { column }) }
    }
    case 'uuid':
      return { from: source.version === 7 ? 'uuid-v7' : 'uuid-v4' }
    case 'sequence':
    case 'group':
    case 'position':
      return { from: source.from, first: source.first }
    case 'uniform':
    case 'normal':
    case 'log-normal':
    case 'quantiles':
      return numbers(source.from, context, (units) => compileSpread(source, units, spot))
    case 'zipf':
    case 'power':
      return numbers(source.from, context, (units) => compileRanks(source, units, context))
    case 'key':
      return compileKey(source, context)
    case 'choice':
      return compileChoice(source, context)
    case 'faker':
    case 'pattern':
    case 'words':
    case 'any':
      return compileMade(source, context)
    case 'case':
      return compileCase(source, context)
  }
}

function numbers(
  from: string,
  { type, written, spot }: ColumnContext,
  compile: (units: Units) => Distribution | undefined,
): ColumnSource | undefined {
  const units = unitsOf(type, written)
  if (units === undefined) {
    spot.at('from').report(`numbers from ${from} cannot fill ${typeName(type)}`)
    return undefined
  }
  const distribution = compile(units)
  return distribution && { from: 'number', distribution }
}

type Ranks = Extract<PlainSourceFile, { from: 'zipf' | 'power' }>

/** Of a Decimal, ranks are steps of its last digit. */
function compileRanks(ranks: Ranks, units: Units, { type, spot }: ColumnContext): Distribution | undefined {
  if (isTime(type)) {
    spot.at('from').report(`${ranks.from} yields numbers, no times: use uniform, normal or quantiles`)
    return undefined
  }
  const first = withinRange(ranks.first, units, spot.at('first'))
  if (first === undefined) return undefined
  if (units.isWhole && !Number.isInteger(first)) {
    spot.at('first').report(`${units.holder} has no parts of ${units.show(1)}: it must be a multiple of that`)
    return undefined
  }
  const { count } = ranks
  const countMax = (units.range?.max ?? Number.MAX_SAFE_INTEGER) - first + 1
  if (count > countMax) {
    spot
      .at('count')
      .report(`it must be at most ${countMax}: ${units.holder} ends at ${units.show(units.range?.max ?? 0)}`)
    return undefined
  }
  return ranks.from === 'zipf'
    ? { shape: 'zipf', first, count, exponent: ranks.exponent }
    : { shape: 'power', first, count, skew: ranks.skew }
}
