// Reads a formula: numbers, columns, operators by their usual precedence, functions.
import { functions, isFunctionName, type Formula, type FunctionName } from './formula.ts'

/** From what binds least to what binds most. */
const levels: readonly (readonly FunctionName[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
]
const tokenPattern = /(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|`([^`]+)`|([A-Za-z_]\w*)|(==|!=|<=|>=|[-+*/%<>=(),])/y
const depthMax = 100

interface Token {
  readonly at: number
  readonly number?: number
  /** A column, whatever it is called. */
  readonly quoted?: string
  readonly word?: string
}

/** Throws `RangeError` naming the character at which it cannot be read, and what was expected there. */
export function parseFormula(text: string): Formula {
  return new FormulaReader(text).formula()
}

class FormulaReader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = this.#split()
  }

  formula(): Formula {
    const formula = this.#level(0)
    if (this.#next < this.#tokens.length) this.#fail('an operator')
    return formula
  }

  #level(level: number): Formula {
    const operators = levels[level]
    if (operators === undefined) return this.#unary()
    let left = this.#level(level + 1)
    for (;;) {
      const name = operators.find((operator) => this.#take(operator))
      if (name === undefined) return left
      left = { kind: 'call', name, of: [left, this.#level(level + 1)] }
    }
  }

  #unary(): Formula {
    if (++this.#depth > depthMax) this.#fail('a formula that is less nested')
    let formula: Formula
    if (this.#take('-')) formula = { kind: 'call', name: '-', of: [{ kind: 'number', value: 0 }, this.#unary()] }
    else if (this.#take('not')) formula = { kind: 'call', name: 'not', of: [this.#unary()] }
    else formula = this.#primary()
    this.#depth--
    return formula
  }

  #primary(): Formula {
    if (this.#take('(')) {
      const inner = this.#level(0)
      if (!this.#take(')')) this.#fail(')')
      return inner
    }
    const token = this.#tokens[this.#next] ?? this.#fail('a number or a column')
    this.#next++
    if (token.number !== undefined) return { kind: 'number', value: token.number }
    if (token.quoted !== undefined) return { kind: 'column', name: token.quoted }
    if (token.word === undefined || !/^\w/.test(token.word)) {
      this.#next--
      this.#fail('a number or a column')
    }
    return this.#take('(') ? this.#call(token.word) : { kind: 'column', name: token.word }
  }

  #call(name: string): Formula {
    if (name === 'rows') {
      const dataset = this.#tokens[this.#next++]?.word
      if (dataset === undefined || !this.#take(')')) this.#fail('the name of a dataset and )')
      return { kind: 'rows', dataset }
    }
    if (!isFunctionName(name)) throw new RangeError(`formula ${this.#text}: there is no function ${name}`)
    const of = [this.#level(0)]
    while (this.#take(',')) of.push(this.#level(0))
    if (!this.#take(')')) this.#fail(', or )')
    const [min, max] = functions[name].arity
    if (of.length < min || of.length > max) {
      throw new RangeError(
        `formula ${this.#text}: ${name} takes ${min === max ? min : `${min} to ${max}`} values, not ${of.length}`,
      )
    }
    return { kind: 'call', name, of }
  }

  #take(word: string): boolean {
    const token = this.#tokens[this.#next]
    if (token?.word !== word && !(word === '=' && token?.word === '==')) return false
    this.#next++
    return true
  }

  #split(): Token[] {
    const tokens: Token[] = []
    for (let at = this.#afterSpace(0); at < this.#text.length; at = this.#afterSpace(tokenPattern.lastIndex)) {
      tokenPattern.lastIndex = at
      const match = tokenPattern.exec(this.#text)
      if (match === null) this.#failAt(at, 'a number, a column or an operator')
      const [, number, quoted, name, sign] = match
      const word = name ?? sign
      tokens.push({
        at,
        ...(number !== undefined && { number: Number(number) }),
        ...(quoted !== undefined && { quoted }),
        ...(word !== undefined && { word }),
      })
    }
    return tokens
  }

  #afterSpace(from: number): number {
    let at = from
    while (/\s/.test(this.#text.charAt(at))) at++
    return at
  }

  #fail(expected: string): never {
    this.#failAt(this.#tokens[this.#next]?.at ?? this.#text.length, expected)
  }

  #failAt(at: number, expected: string): never {
    throw new RangeError(`formula ${this.#text}: ${expected} was expected at character ${at + 1}`)
  }
}
