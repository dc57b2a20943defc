// Turns a formula into a loop over rows, a thousand at a time: each step of it fills an array that stays in the core's cache.
import { functions, type Formula } from './formula.ts'

export const vectorLength = 1024

/** Values of the slots `from … from + count - 1` (at most `vectorLength`), valid until it is asked again. */
export type Vector = (from: number, count: number) => Float64Array

/** Throws `RangeError` where the formula still asks for the rows of a dataset. */
export function compileFormula(formula: Formula, columnVector: (name: string) => Vector): Vector {
  switch (formula.kind) {
    case 'number': {
      const values = new Float64Array(vectorLength).fill(formula.value)
      return () => values
    }
    case 'column':
      return columnVector(formula.name)
    case 'rows':
      throw new RangeError(`how many rows ${formula.dataset} has is not known here`)
    case 'call':
      return compileCall(
        functions[formula.name].apply,
        formula.of.map((part) => compileFormula(part, columnVector)),
      )
  }
}

function compileCall(apply: (...values: number[]) => number, parts: readonly Vector[]): Vector {
  const values = new Float64Array(vectorLength)
  const [first, second] = parts
  if (first !== undefined && second !== undefined && parts.length === 2) {
    return (from, count) => {
      const a = first(from, count)
      const b = second(from, count)
      for (let i = 0; i < count; i++) values[i] = apply(a[i] ?? 0, b[i] ?? 0)
      return values
    }
  }
  return (from, count) => {
    const of = parts.map((part) => part(from, count))
    for (let i = 0; i < count; i++) values[i] = apply(...of.map((part) => part[i] ?? 0))
    return values
  }
}
