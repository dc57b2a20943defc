// A formula as a tree, and the operators and functions it may have.

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly name: string }
  /** Rows of another dataset: whoever reads the file puts a number there. */
  | { readonly kind: 'rows'; readonly dataset: string }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Formula[] }

type Apply = (...values: number[]) => number

interface FunctionDefinition {
  readonly arity: readonly [min: number, max: number]
  readonly apply: Apply
}

const isTrue = (value: number): boolean => value !== 0

/** Away from zero at the half, as people round; to whole parts of which `scale` make one. */
export function roundedTo(value: number, scale: number): number {
  return (Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5)) / scale
}

function define(arity: number | readonly [min: number, max: number], apply: Apply): FunctionDefinition {
  return { arity: typeof arity === 'number' ? [arity, arity] : arity, apply }
}

/** Truth values are 1 and 0. What operators do has their sign as its name. */
export const functions = {
  '+': define(2, (a = 0, b = 0) => a + b),
  '-': define(2, (a = 0, b = 0) => a - b),
  '*': define(2, (a = 0, b = 0) => a * b),
  '/': define(2, (a = 0, b = 0) => a / b),
  // As in mathematics: the sign of what is divided by.
  '%': define(2, (a = 0, b = 0) => a - b * Math.floor(a / b)),
  '=': define(2, (a = 0, b = 0) => Number(a === b)),
  '!=': define(2, (a = 0, b = 0) => Number(a !== b)),
  '<': define(2, (a = 0, b = 0) => Number(a < b)),
  '<=': define(2, (a = 0, b = 0) => Number(a <= b)),
  '>': define(2, (a = 0, b = 0) => Number(a > b)),
  '>=': define(2, (a = 0, b = 0) => Number(a >= b)),
  and: define(2, (a = 0, b = 0) => Number(isTrue(a) && isTrue(b))),
  or: define(2, (a = 0, b = 0) => Number(isTrue(a) || isTrue(b))),
  not: define(1, (a = 0) => Number(!isTrue(a))),
  if: define(3, (condition = 0, a = 0, b = 0) => (isTrue(condition) ? a : b)),
  round: define([1, 2], (value = 0, digits = 0) => roundedTo(value, 10 ** digits)),
  floor: define(1, Math.floor),
  ceil: define(1, Math.ceil),
  abs: define(1, Math.abs),
  sqrt: define(1, Math.sqrt),
  exp: define(1, Math.exp),
  log: define(1, Math.log),
  min: define([2, 8], Math.min),
  max: define([2, 8], Math.max),
} as const

export type FunctionName = keyof typeof functions

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functions, name)
}

/** Names of the columns that it looks at, each once. */
export function formulaColumns(formula: Formula): string[] {
  if (formula.kind === 'column') return [formula.name]
  return formula.kind === 'call' ? [...new Set(formula.of.flatMap(formulaColumns))] : []
}
