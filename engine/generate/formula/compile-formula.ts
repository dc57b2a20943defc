// Turns a formula into loops over rows, a thousand at a time: each step of it fills an array that stays in the core's cache.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { functions, roundedTo, type Formula, type FunctionName } from './formula.ts'

/** Values of the slots `from … from + count - 1` (at most `hotLoopRows`), valid until it is asked again. */
export type Vector = (from: number, count: number) => Float64Array

type UnaryLoop = (a: Float64Array, values: Float64Array, count: number) => void
type BinaryLoop = (a: Float64Array, b: Float64Array, values: Float64Array, count: number) => void

// What formulas are mostly made of has a loop of its own: a call for every value would cost more than the work.
const binaryLoops: Partial<Record<FunctionName, BinaryLoop>> = {
  '+': (a, b, values, count) => {
    for (let i = 0; i < count; i++) values[i] = (a[i] ?? 0) + (b[i] ?? 0)
  },
  '-': (a, b, values, count) => {
    for (let i = 0; i < count; i++) values[i] = (a[i] ?? 0) - (b[i] ?? 0)
  },
  '*': (a, b, values, count) => {
    for (let i = 0; i < count; i++) values[i] = (a[i] ?? 0) * (b[i] ?? 0)
  },
  '/': (a, b, values, count) => {
    for (let i = 0; i < count; i++) values[i] = (a[i] ?? 0) / (b[i] ?? 0)
  },
  '%': (a, b, values, count) => {
    for (let i = 0; i < count; i++) {
      const dividend = a[i] ?? 0
      const divisor = b[i] ?? 0
      values[i] = dividend - divisor * Math.floor(dividend / divisor)
    }
  },
  round: roundAll,
}

const unaryLoops: Partial<Record<FunctionName, UnaryLoop>> = {
  floor: (a, values, count) => {
    for (let i = 0; i < count; i++) values[i] = Math.floor(a[i] ?? 0)
  },
  ceil: (a, values, count) => {
    for (let i = 0; i < count; i++) values[i] = Math.ceil(a[i] ?? 0)
  },
}

/** As `functions.round`, but that the power of ten is taken once for all values that have as many digits. */
function roundAll(a: Float64Array, digits: Float64Array, values: Float64Array, count: number): void {
  let known = NaN
  let scale = 1
  for (let i = 0; i < count; i++) {
    const wanted = digits[i] ?? 0
    if (wanted !== known) {
      known = wanted
      scale = 10 ** wanted
    }
    values[i] = roundedTo(a[i] ?? 0, scale)
  }
}

/** Throws `RangeError` where the formula still asks for the rows of a dataset. */
export function compileFormula(formula: Formula, columnVector: (name: string) => Vector): Vector {
  switch (formula.kind) {
    case 'number': {
      const values = new Float64Array(hotLoopRows).fill(formula.value)
      return () => values
    }
    case 'column':
      return columnVector(formula.name)
    case 'rows':
      throw new RangeError(`how many rows ${formula.dataset} has is not known here`)
    case 'call': {
      const parts = formula.of.map((part) => compileFormula(part, columnVector))
      return compileCall(formula.name, parts)
    }
  }
}

function compileCall(name: FunctionName, parts: readonly Vector[]): Vector {
  const values = new Float64Array(hotLoopRows)
  const loop = binaryLoops[name]
  const unaryLoop = unaryLoops[name]
  const [first, second] = parts
  if (unaryLoop !== undefined && first !== undefined) {
    return (from, count) => {
      unaryLoop(first(from, count), values, count)
      return values
    }
  }
  if (loop !== undefined && first !== undefined && second !== undefined) {
    return (from, count) => {
      loop(first(from, count), second(from, count), values, count)
      return values
    }
  }
  const { apply }: { apply: (...of: number[]) => number } = functions[name]
  return (from, count) => {
    const [a, b, c, ...more] = parts.map((part) => part(from, count))
    for (let i = 0; i < count; i++) {
      values[i] =
        b === undefined
          ? apply(a?.[i] ?? 0)
          : c === undefined
            ? apply(a?.[i] ?? 0, b[i] ?? 0)
            : apply(a?.[i] ?? 0, b[i] ?? 0, c[i] ?? 0, ...more.map((part) => part[i] ?? 0))
    }
    return values
  }
}
