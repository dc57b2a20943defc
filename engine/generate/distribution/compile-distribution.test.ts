import { describe, expect, test } from 'vitest'
import { logNormal, power, uniform, type Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { RandomWords } from '../random-words.ts'
import { compileDistribution, distributionMean } from './compile-distribution.ts'
import { normalQuantile } from './normal-quantile.ts'

function sorted(distribution: Distribution, integral = true, count = 200_000): Float64Array {
  const random = new RandomWords(new Uint32Array(count))
  random.start(['distribution test'])
  const values = new Float64Array(count)
  compileDistribution(distribution, integral)(random.next(count), values, 0, count)
  return values.sort()
}

const quantile = (values: Float64Array, share: number): number => values[Math.floor(values.length * share)] ?? NaN

describe('uniform', () => {
  test('whole numbers, both ends included, equally often', () => {
    const values = sorted(uniform(1, 6))
    const counts = new Map<number, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    expect([...counts.keys()]).toEqual([1, 2, 3, 4, 5, 6])
    for (const count of counts.values()) expect(count / values.length).toBeCloseTo(1 / 6, 2)
  })

  test('the extremes of the words stay in range', () => {
    const values = new Float64Array(2)
    compileDistribution(uniform(-5, 5), true)(Uint32Array.of(0, 2 ** 32 - 1), values, 0, 2)
    expect([...values]).toEqual([-5, 5])
  })
})

describe('log-normal', () => {
  test('median and the one-sigma quantiles are where the definition puts them', () => {
    const values = sorted(logNormal(1000, 0.5, 1e9), false)
    expect(quantile(values, 0.5) / 1000).toBeCloseTo(1, 1)
    expect(quantile(values, 0.8413) / (1000 * Math.exp(0.5))).toBeCloseTo(1, 1)
  })

  test('is cut at its maximum', () => {
    expect(sorted(logNormal(1000, 2, 5000)).at(-1)).toBe(5000)
  })
})

test('power: a heavy tail over every rank, first rank most', () => {
  const values = sorted(power(1000, 3))
  expect(values[0]).toBe(1)
  expect(values.at(-1)).toBeLessThanOrEqual(1000)
  expect(quantile(values, 0.5)).toBeCloseTo(1000 * 0.5 ** 3, -1)
})

test('normal quantiles agree with the tables', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6)
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 6)
  expect(normalQuantile(0.5)).toBeCloseTo(0, 9)
})

test('the mean of a uniform distribution is its middle', () => {
  expect(distributionMean(uniform(0, 10))).toBeCloseTo(5, 3)
})

test('normal: median and one-sigma quantiles, cut at both ends', () => {
  const values = sorted({ shape: 'normal', mean: 100, deviation: 10, min: 80, max: 115 }, false)
  expect(quantile(values, 0.5)).toBeCloseTo(100, 0)
  expect(quantile(values, 0.1587)).toBeCloseTo(90, 0)
  expect([values[0], values.at(-1)]).toEqual([80, 115])
})

describe('Zipf', () => {
  const counted = (values: Float64Array, value: number): number => values.filter((each) => each === value).length

  test.each([0.5, 1, 1.5])('the first ranks have their shares, exponent %d', (exponent) => {
    const count = 1_000_000
    const values = sorted({ shape: 'zipf', first: 1, count, exponent })
    const total = Array.from({ length: count }, (_, i) => (i + 1) ** -exponent).reduce((sum, weight) => sum + weight, 0)
    for (const rank of [1, 2, 10]) {
      const share = rank ** -exponent / total
      expect(Math.abs(counted(values, rank) / values.length - share)).toBeLessThan(4 * Math.sqrt(share / values.length))
    }
    // Half of the rows lie on the ranks that have half of the weight, in the tail as well.
    let half = 0
    let weight = 0
    while (weight < total / 2) weight += (++half) ** -exponent
    expect(counted(values, half) + values.filter((value) => value < half).length).toBeGreaterThan(0.49 * values.length)
    expect(values.filter((value) => value < half).length).toBeLessThan(0.51 * values.length)
    expect(values.at(-1)).toBeLessThanOrEqual(count)
  })

  test('a single rank is all there is', () => {
    expect(new Set(sorted({ shape: 'zipf', first: 7, count: 1, exponent: 2 }))).toEqual(new Set([7]))
  })
})

test('measured quantiles: lines between points, a value that many have, a gap that none lies in', () => {
  const points = [
    [0, 0],
    [0.2, 0],
    [0.6, 100],
    [0.6, 500],
    [1, 900],
  ] as const
  const values = sorted({ shape: 'quantiles', points }, false)
  expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(0.2, 2)
  expect(quantile(values, 0.4)).toBeCloseTo(50, -1)
  expect(quantile(values, 0.8)).toBeCloseTo(700, -1)
  expect(values.some((value) => value > 100 && value < 500)).toBe(false)
  expect(values.at(-1)).toBeLessThanOrEqual(900)
})
