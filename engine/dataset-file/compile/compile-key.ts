// Numbers that the key column of another dataset has.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import type { Keys } from '../keys/referenced-dataset.ts'
import type { ColumnContext } from './column-context.ts'
import { withinRange } from './compile-spread.ts'
import { unitsOf } from './units.ts'

type Key = Extract<PlainSourceFile, { from: 'key' }>

export function compileKey(key: Key, context: ColumnContext): ColumnSource | undefined {
  const { type, written, spot } = context
  const keys = keysOf(key, context)
  if (keys === undefined) return undefined
  const units = unitsOf(type, written)
  const last = keys.first + keys.count - 1
  if (units === undefined || withinRange(last, units, spot.at('of')) === undefined) return undefined
  return key.zipf === undefined || key.zipf === 0
    ? { from: 'number', distribution: { shape: 'uniform', min: keys.first, max: last } }
    : { from: 'number', distribution: { shape: 'zipf', ...keys, exponent: key.zipf } }
}

function keysOf({ of, rows }: Key, { rowsOf, spot }: ColumnContext): Keys | undefined {
  if (rows !== undefined) return { first: 1, count: rows }
  const [dataset = '', column = ''] = of.split('.')
  const referenced = rowsOf(dataset)
  if (referenced === undefined) {
    spot.at('of').report(`${dataset} has no rows in this database: seed ${dataset} first, or give rows:`)
    return undefined
  }
  const keys = referenced.keys(column)
  if (keys === undefined) {
    spot.at('of').report(`${dataset} has no column ${column} from sequence or group: name one that is, or give rows:`)
    return undefined
  }
  return keys
}
