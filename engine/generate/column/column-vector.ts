// The values of a column as numbers that people read, for a formula: decimals with their point, truth values as 1 and 0, NULL as 0.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { Vector } from '../formula/compile-formula.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'

/** Throws `RangeError` for a column that has no numbers. */
export function columnVector({ definition, drawn, slots }: SeenColumn): Vector {
  const of = withoutNull(drawn)
  const nulls = drawn.layout === 'nullable' ? drawn.nulls : undefined
  const type = bareType(definition.type)
  const vector = new Float64Array(hotLoopRows)
  const noNumbers = (): RangeError => new RangeError(`column ${definition.name} has no numbers to count with`)

  if (of.layout === 'numbers') {
    if (/^Date|^IP/.test(type.kind)) throw noNumbers()
    const { values } = of
    const scale = 'scale' in type ? 10 ** type.scale : 1
    if (slots === undefined && nulls === undefined && scale === 1) {
      return (from, count) => values.subarray(from, from + count)
    }
    return (from, count) => {
      for (let i = 0; i < count; i++) {
        const slot = slots === undefined ? from + i : (slots[from + i] ?? 0)
        vector[i] = nulls?.[slot] === 1 ? 0 : (values[slot] ?? 0) / scale
      }
      return vector
    }
  }
  if (of.layout !== 'codes') throw noNumbers()
  const { codes, pool } = of
  const numbers = Float64Array.from(pool.values, (value) => {
    if (typeof value === 'string' && !/^Decimal/.test(type.kind)) throw noNumbers()
    const number = Number(value)
    if (Number.isNaN(number)) throw noNumbers()
    return number
  })
  return (from, count) => {
    for (let i = 0; i < count; i++) {
      const slot = slots === undefined ? from + i : (slots[from + i] ?? 0)
      vector[i] = nulls?.[slot] === 1 ? 0 : (numbers[codes[slot] ?? 0] ?? 0)
    }
    return vector
  }
}
