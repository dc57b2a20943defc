// Turns a formula into one loop over rows, a thousand at a time: JavaScript that V8 compiles as it does any other. Loops for each
// step of it, from one array into the next, took twice the time.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { functions, type Formula, type FunctionName } from './formula.ts'

/** Values of the slots `from … from + count - 1` (at most `hotLoopRows`), valid until it is asked again. */
export type Vector = (from: number, count: number) => Float64Array

/** Writes a value for each of `count` rows, whose columns stand in the arrays. */
type Loop = (values: Float64Array, count: number, columns: readonly Float64Array[]) => void

/** Throws `RangeError` where the formula still asks for the rows of a dataset. */
export function compileFormula(formula: Formula, columnVector: (name: string) => Vector): Vector {
  const code = new FormulaCode()
  const loop = code.loopOf(formula)
  const vectors = code.columns.map(columnVector)
  const values = new Float64Array(hotLoopRows)
  return (from, count) => {
    loop(
      values,
      count,
      vectors.map((vector) => vector(from, count)),
    )
    return values
  }
}

/** Nothing that somebody else has written is in the code: columns are counted in it, and functions are of a table of ours. */
class FormulaCode {
  /** Names, in the order of their numbers. */
  readonly columns: string[] = []
  readonly #steps: string[] = []

  loopOf(formula: Formula): Loop {
    const value = this.#valueOf(formula)
    const taken = this.columns.map((_, number) => `const column${number} = columns[${number}]`)
    const code = [...taken, 'for (let i = 0; i < count; i++) {', ...this.#steps, `values[i] = ${value}`, '}']
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
    return new Function('values', 'count', 'columns', code.join('\n')) as Loop
  }

  /** A name or a number. */
  #valueOf(formula: Formula): string {
    switch (formula.kind) {
      case 'number':
        return String(formula.value)
      case 'column':
        return this.#step(`column${this.#numberOf(formula.name)}[i]`)
      case 'rows':
        throw new RangeError(`how many rows ${formula.dataset} has is not known here`)
      case 'call':
        return this.#step(
          codeOf(
            formula.name,
            formula.of.map((part) => this.#valueOf(part)),
          ),
        )
    }
  }

  #numberOf(column: string): number {
    const known = this.columns.indexOf(column)
    return known === -1 ? this.columns.push(column) - 1 : known
  }

  #step(code: string): string {
    const name = `step${this.#steps.length}`
    this.#steps.push(`const ${name} = ${code}`)
    return name
  }
}

/** `values`: names and numbers, which may be looked at as often as one likes. */
function codeOf(name: FunctionName, values: readonly string[]): string {
  const all = values.join(', ')
  return functions[name].code.replaceAll(/\$(\d|\*)/g, (_, which: string) =>
    which === '*' ? all : (values[Number(which) - 1] ?? '0'),
  )
}
