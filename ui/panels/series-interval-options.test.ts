import { expect, test } from 'vitest'
import { seriesIntervalOptions } from './series-interval-options.ts'

const dayMs = 86_400_000

test('those that would make too many buckets are marked', () => {
  const tooFine = (days: number) =>
    seriesIntervalOptions({ fromMs: 0, toMs: days * dayMs }, 'auto')
      .filter(({ isTooFine }) => isTooFine)
      .map(({ value }) => value)
  expect(tooFine(0.1)).toEqual([])
  expect(tooFine(1)).toEqual(['1s'])
  expect(tooFine(30)).toEqual(['1s', '10s', '30s', '1m'])
})

test('one that came from an address stands at its place', () => {
  const values = seriesIntervalOptions({ fromMs: 0, toMs: dayMs }, '2h').map(({ value }) => value)
  expect(values.slice(-3)).toEqual(['2h', '6h', '1d'])
})
