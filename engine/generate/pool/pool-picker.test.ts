import { expect, test } from 'vitest'
import type { PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import { wordValues } from '../distribution/sampler.ts'
import { poolPicker } from './pool-picker.ts'
import { poolWeights } from './pool-weights.ts'

/** How often each value is picked, over evenly spaced words. */
function shares(weights: PoolWeights, valueCount: number, wordCount = 2 ** 18): Float64Array {
  const words = Uint32Array.from({ length: wordCount }, (_, i) => ((i + 0.5) / wordCount) * wordValues)
  const codes = new Uint32Array(wordCount + 1)
  poolPicker(poolWeights(weights, valueCount))(words, codes, 1, wordCount + 1)
  const found = new Float64Array(valueCount)
  for (const code of codes.subarray(1)) found[code] = (found[code] ?? 0) + 1 / wordCount
  return found
}

test('weighted values come as often as their weights say', () => {
  const [a, b, c] = shares({ shape: 'weighted', weights: [70, 29, 1] }, 3)
  expect(a).toBeCloseTo(0.7, 4)
  expect(b).toBeCloseTo(0.29, 4)
  expect(c).toBeCloseTo(0.01, 4)
})

test('the first values with shares of their own, the others evenly', () => {
  const [a, b, c, d] = shares({ shape: 'top', shares: [0.5, 0.3] }, 4)
  expect(a).toBeCloseTo(0.5, 4)
  expect(b).toBeCloseTo(0.3, 4)
  expect(c).toBeCloseTo(0.1, 4)
  expect(d).toBeCloseTo(0.1, 4)
})

test.each([100, 4096, 4097, 20_000])(
  'Zipf over %d values: the n-th is n^exponent times as rare as the first',
  (count) => {
    const found = shares({ shape: 'zipf', exponent: 1 }, count)
    for (const place of [2, 3, 10, 50]) expect((found[0] ?? 0) / (found[place - 1] ?? 0) / place).toBeCloseTo(1, 1)
    expect(found.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
  },
)

test('every value of a large even pool comes up, and one without a weight never does', () => {
  expect(shares({ shape: 'even' }, 100_000, 2 ** 20).every((share) => share > 0)).toBe(true)
  const weights = Array.from({ length: 5_000 }, (_, value) => (value % 2 === 0 ? 0 : 1))
  shares({ shape: 'weighted', weights }, 5_000).forEach((share, value) => {
    expect(share > 0).toBe(value % 2 === 1)
  })
})

test('the smallest and the largest word pick the first and the last value', () => {
  for (const count of [3, 5_000]) {
    const codes = new Uint32Array(2)
    poolPicker(poolWeights({ shape: 'even' }, count))(Uint32Array.of(0, wordValues - 1), codes, 0, 2)
    expect([...codes]).toEqual([0, count - 1])
  }
})
