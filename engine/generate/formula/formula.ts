// A formula as a tree, and the operators and functions it may have.

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly name: string }
  /** Rows of another dataset: whoever reads the file puts a number there. */
  | { readonly kind: 'rows'; readonly dataset: string }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Formula[] }

interface FunctionDefinition {
  readonly arity: readonly [min: number, max: number]
  /** JavaScript of its value: `$1`, `$2` … stand for what it is of, 0 if that is not given; `$*` for all of it. */
  readonly code: string
}

function define(arity: number | FunctionDefinition['arity'], code: string): FunctionDefinition {
  return { arity: typeof arity === 'number' ? [arity, arity] : arity, code }
}

/** Truth values are 1 and 0. What operators do has their sign as its name. */
export const functions = {
  '+': define(2, '$1 + $2'),
  '-': define(2, '$1 - $2'),
  '*': define(2, '$1 * $2'),
  '/': define(2, '$1 / $2'),
  // As in mathematics: the sign of what is divided by.
  '%': define(2, '$1 - $2 * Math.floor($1 / $2)'),
  '=': define(2, '$1 === $2 ? 1 : 0'),
  '!=': define(2, '$1 !== $2 ? 1 : 0'),
  '<': define(2, '$1 < $2 ? 1 : 0'),
  '<=': define(2, '$1 <= $2 ? 1 : 0'),
  '>': define(2, '$1 > $2 ? 1 : 0'),
  '>=': define(2, '$1 >= $2 ? 1 : 0'),
  and: define(2, '$1 !== 0 && $2 !== 0 ? 1 : 0'),
  or: define(2, '$1 !== 0 || $2 !== 0 ? 1 : 0'),
  not: define(1, '$1 === 0 ? 1 : 0'),
  if: define(3, '$1 !== 0 ? $2 : $3'),
  // Away from zero at the half, as people round.
  round: define([1, 2], 'Math.sign($1) * Math.floor(Math.abs($1) * 10 ** $2 + 0.5) / 10 ** $2'),
  floor: define(1, 'Math.floor($1)'),
  ceil: define(1, 'Math.ceil($1)'),
  abs: define(1, 'Math.abs($1)'),
  sqrt: define(1, 'Math.sqrt($1)'),
  exp: define(1, 'Math.exp($1)'),
  log: define(1, 'Math.log($1)'),
  min: define([2, 8], 'Math.min($*)'),
  max: define([2, 8], 'Math.max($*)'),
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
