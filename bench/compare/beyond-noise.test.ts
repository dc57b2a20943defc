import { expect, test } from 'vitest'
import { spreadOf } from '../measure/spread.ts'
import { noisy, seededRandom } from '../report/testing/noise.ts'
import { beyondNoise, type Verdict } from './beyond-noise.ts'

const drawCount = 2_000

/** The share of so many comparisons that have a verdict, when the second is `factor` times as fast as the first. */
function shareOf(
  verdict: Verdict,
  { rounds, noise, factor }: { rounds: number; noise: number; factor: number },
): number {
  const random = seededRandom(rounds + 100 * noise)
  const draw = (value: number) => spreadOf(Array.from({ length: rounds }, () => noisy(random, value, noise)))
  let count = 0
  for (let time = 0; time < drawCount; time++) if (beyondNoise(draw(1), draw(factor), 0.05) === verdict) count++
  return count / drawCount
}

test.each([3, 4, 5, 6, 10])(
  'with %d rounds and no change, 98 % of draws are within noise, however loud it is',
  (rounds) => {
    for (const noise of [0.01, 0.03, 0.1, 0.2]) {
      expect(shareOf('within noise', { rounds, noise, factor: 1 })).toBeGreaterThanOrEqual(0.98)
    }
  },
)

test.each([1.2, 1 / 1.2])('a change to %d times with five rounds and 3 %% noise is found', (factor) => {
  expect(shareOf('changed', { rounds: 5, noise: 0.03, factor })).toBeGreaterThanOrEqual(0.97)
})

test('three rounds find it mostly, ten find half of it', () => {
  expect(shareOf('changed', { rounds: 3, noise: 0.03, factor: 1.2 })).toBeGreaterThanOrEqual(0.75)
  expect(shareOf('changed', { rounds: 10, noise: 0.03, factor: 1.1 })).toBeGreaterThanOrEqual(0.95)
})

test('what is too small to matter is no change, however quiet it is', () => {
  expect(shareOf('within noise', { rounds: 10, noise: 0.001, factor: 1.04 })).toBe(1)
  expect(shareOf('changed', { rounds: 10, noise: 0.001, factor: 1.06 })).toBe(1)
})

test('one round or two tell nothing', () => {
  expect(beyondNoise(spreadOf([1, 1]), spreadOf([9, 9, 9, 9, 9]), 0.05)).toBe('too few rounds')
  expect(beyondNoise(spreadOf([1, 1.01, 1.02]), spreadOf([9]), 0.05)).toBe('too few rounds')
})

test('the same samples are the same', () => {
  const spread = spreadOf([0.8, 0.81, 0.79, 0.82, 0.8])
  expect(beyondNoise(spread, spread, 0.05)).toBe('within noise')
})
