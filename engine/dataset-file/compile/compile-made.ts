// Values that are made once a run: by faker, after a pattern, of made-up words, or any of the type. A few are made at once, to
// see that they are values of the type.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource, PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { valuePool } from '../../generate/pool/value-pool.ts'
import type { Spot } from '../problems/problem.ts'
import { valueRule } from './compile-values.ts'
import type { ColumnContext } from './column-context.ts'
import { compileSpread } from './compile-spread.ts'
import { compileWeights } from './compile-weights.ts'
import { counts } from './units.ts'

type Made = Extract<PlainSourceFile, { from: 'faker' | 'pattern' | 'words' | 'any' }>
type MadeValues = Extract<PoolValues, { readonly count: number }>

const triedMax = 50

export function compileMade(made: Made, { type, spot }: ColumnContext): ColumnSource | undefined {
  const values = madeValues(made, type, spot)
  const weights = compileWeights(made.from === 'any' ? {} : made, made.count, spot)
  if (values === undefined || weights === undefined || !areHeld(values, type, spot.at(keyOf(made)))) return undefined
  return { from: 'pool', values, weights }
}

function keyOf({ from }: Made): string {
  return from === 'faker' ? 'method' : from === 'words' ? 'lengths' : from === 'any' ? 'from' : from
}

function madeValues(made: Made, type: ColumnType, spot: Spot): MadeValues | undefined {
  const { count } = made
  switch (made.from) {
    case 'faker':
      return { count, faker: made.method }
    case 'pattern':
      return isPattern(made.pattern, spot.at('pattern')) ? { count, pattern: made.pattern } : undefined
    case 'words': {
      const lengths = compileSpread(made.lengths, counts, spot.at('lengths'))
      const { topLengths } = made
      if (topLengths !== undefined && topLengths.length > count) {
        spot.at('topLengths').report(`it has ${topLengths.length} lengths for ${count} texts`)
        return undefined
      }
      return lengths === undefined ? undefined : { count, lengths, ...(topLengths !== undefined && { topLengths }) }
    }
    case 'any':
      return { count, anyOf: type, ...(made.length !== undefined && { length: made.length }) }
  }
}

function areHeld(values: MadeValues, type: ColumnType, spot: Spot): boolean {
  try {
    const listed = 'topLengths' in values ? values.topLengths.length : 0
    const tried = { ...values, count: Math.min(values.count, Math.max(triedMax, listed)) }
    for (const value of valuePool(tried, ['tried']).values) encodeValue(value, type)
    return true
  } catch (error) {
    spot.report(valueRule(error))
    return false
  }
}

/** faker knows some of what a regular expression may have, and takes the rest for letters. */
function isPattern(pattern: string, spot: Spot): boolean {
  try {
    const expression = new RegExp(`^(?:${pattern})$`)
    const texts = valuePool({ count: triedMax, pattern }, ['tried']).values.filter((text) => typeof text === 'string')
    const other = texts.find((text) => !expression.test(text))
    if (other === undefined) return true
    spot.report(
      `texts for it cannot be made (${JSON.stringify(other)} is not one): it may have characters, [classes] and {counts}`,
    )
  } catch (error) {
    spot.report(errorMessage(error))
  }
  return false
}
