import { expect, test } from 'vitest'
import { latencyBuckets } from '../measure/latency-buckets.ts'
import { latencyBins } from './latency-bins.ts'

test('every insert is in the bin that its latency falls into', () => {
  const bins = latencyBins([
    [100, 5],
    [110, 2],
    [120, 3],
    [1000, 1],
  ])
  expect(bins.filter(({ count }) => count > 0).map(({ toMs, count }) => [Math.round(toMs), count])).toEqual([
    [100, 5],
    [126, 5],
    [1000, 1],
  ])
  expect(bins).toHaveLength(11)
})

test('bins follow each other without gaps', () => {
  const bins = latencyBins([
    [3, 1],
    [90, 1],
  ])
  for (const [index, { fromMs }] of bins.entries()) {
    if (index > 0) expect(fromMs).toBeCloseTo(bins[index - 1]?.toMs ?? 0)
  }
})

test('no inserts, no bins', () => {
  expect(latencyBins([[5, 0]])).toEqual([])
})

test('the bins of what a bench has counted are its buckets', () => {
  const { latencyHistogram } = latencyBuckets(Array.from({ length: 400 }, (_, i) => 1.02 ** i))
  const bins = latencyBins(latencyHistogram)
  expect(bins.map(({ toMs, count }) => [toMs, count])).toEqual(latencyHistogram)
})
