import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile-formula.ts'
import { formulaColumns } from './formula.ts'
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

const halfAway = (value: number, digits: number): number => {
  const scale = 10 ** digits
  return (Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5)) / scale
}

test.each<[formula: string, ofRow: (a: number, b: number) => number]>([
  ['a + b', (a, b) => a + b],
  ['a - b', (a, b) => a - b],
  ['a * b', (a, b) => a * b],
  ['a / b', (a, b) => a / b],
  ['a % b', (a, b) => a - b * Math.floor(a / b)],
  ['round(a, b)', halfAway],
  ['round(a)', (a) => halfAway(a, 0)],
  ['min(a, b, 1)', (a, b) => Math.min(a, b, 1)],
  ['floor(a) - ceil(a)', (a) => Math.floor(a) - Math.ceil(a)],
  ['abs(a - 3) * -2', (a) => Math.abs(a - 3) * -2],
  ['if(a > b or b = 2, a, b / 10)', (a, b) => (a > b || b === 2 ? a : b / 10)],
  ['not (a < b) and b', (a, b) => (!(a < b) && b !== 0 ? 1 : 0)],
])('over many rows: %s', (text, ofRow) => {
  const count = 300
  const a = Float64Array.from({ length: count }, (_, i) => (i - 150) * 1.37)
  const b = Float64Array.from({ length: count }, (_, i) => (i >> 4) % 4)
  const vector = compileFormula(parseFormula(text), (name) => (from) => (name === 'a' ? a : b).subarray(from))
  for (const [from, to] of [
    [0, 200],
    [200, count],
  ] as const) {
    const values = [...vector(from, to - from).subarray(0, to - from)]
    expect(values).toEqual(values.map((_, i) => ofRow(a[from + i] ?? NaN, b[from + i] ?? NaN)))
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
