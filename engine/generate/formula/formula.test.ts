import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile-formula.ts'
import { formulaColumns, functions } from './formula.ts'
import { parseFormula } from './parse-formula.ts'

const columns: Readonly<Record<string, number>> = { a: 7, b: -2, 'strange name': 10 }

function valueOf(text: string): number | undefined {
  const vector = compileFormula(parseFormula(text), (name) => () => Float64Array.of(columns[name] ?? NaN))
  return vector(0, 1)[0]
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['-a + `strange name`', 3],
  ['a - -b', 5],
  ['a % 3', 1],
  ['b % 5', 3],
  ['7 / 2', 3.5],
  ['1.5e3', 1500],
  ['a > 5 and not (b > 0)', 1],
  ['a = 7 or b = 7', 1],
  ['a == 8', 0],
  ['a != 7', 0],
  ['a <= 7', 1],
  ['if(a < 0, 1, 2)', 2],
  ['round(2.345, 2)', 2.35],
  ['round(-2.5)', -3],
  ['floor(-1.5) + ceil(1.2)', 0],
  ['min(3, a, b)', -2],
  ['max(3, a) + abs(b)', 9],
  ['sqrt(16) + exp(0) + log(1)', 5],
])('%s is %d', (text, value) => expect(valueOf(text)).toBeCloseTo(value, 12))

test('over many rows, each as the function says of its values', () => {
  const count = 300
  const a = Float64Array.from({ length: count }, (_, i) => (i - 150) * 1.37)
  const b = Float64Array.from({ length: count }, (_, i) => (i >> 4) % 4)
  const rowsOf = (text: string): number[] => [
    ...compileFormula(parseFormula(text), (name) => () => (name === 'a' ? a : b))(0, count).subarray(0, count),
  ]
  for (const name of ['round', '+', '-', '*', '/', '%', 'min'] as const) {
    const { apply }: { apply: (...of: number[]) => number } = functions[name]
    const text = /[a-z]/.test(name) ? `${name}(a, b)` : `a ${name} b`
    expect(rowsOf(text), text).toEqual([...a].map((value, i) => apply(value, b[i] ?? 0)))
  }
  for (const name of ['floor', 'ceil', 'abs'] as const) {
    const { apply }: { apply: (...of: number[]) => number } = functions[name]
    expect(rowsOf(`${name}(a)`), name).toEqual([...a].map((value) => apply(value)))
  }
})

test('names its columns, each once', () => {
  expect(formulaColumns(parseFormula('a * a + min(b, `c d`) + rows(shop)'))).toEqual(['a', 'b', 'c d'])
})

describe('what cannot be read', () => {
  test.each([
    ['a +', 'a number or a column was expected at character 4'],
    ['', 'a number or a column was expected at character 1'],
    ['a b', 'an operator was expected at character 3'],
    ['(a', ') was expected at character 3'],
    ['a $ b', 'a number, a column or an operator was expected at character 3'],
    ['* a', 'a number or a column was expected at character 1'],
    ['sin(a)', 'there is no function sin'],
    ['if(a, b)', 'if takes 3 values, not 2'],
    ['round(1, 2, 3)', 'round takes 1 to 2 values, not 3'],
    [`${'('.repeat(200)}a`, 'a formula that is less nested was expected'],
  ])('%s', (text, message) => expect(() => parseFormula(text)).toThrow(message))

  test('rows of a dataset that nobody has counted', () => {
    expect(() => valueOf('rows(shop) + 1')).toThrow('how many rows shop has is not known here')
  })
})
