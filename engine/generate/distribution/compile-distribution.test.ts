import { describe, expect, test } from 'vitest'
import { logNormal, power, uniform, type Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { RandomWords } from '../random-words.ts'
import { compileDistribution, distributionMean } from './compile-distribution.ts'
import { normalQuantile } from './normal-quantile.ts'

function sorted(distribution: Distribution, integral = true, count = 200_000): Float64Array {
  const random = new RandomWords()
  random.start(['distribution test'])
  const words = new Uint32Array(count)
  random.fill(words, count)
  const values = new Float64Array(count)
  compileDistribution(distribution, integral)(words, values, count)
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
    compileDistribution(uniform(-5, 5), true)(Uint32Array.of(0, 2 ** 32 - 1), values, 2)
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
