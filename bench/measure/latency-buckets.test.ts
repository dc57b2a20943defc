import { expect, test } from 'vitest'
import { latencyBuckets } from './latency-buckets.ts'

test('quantiles are latencies that were measured', () => {
  const { insertLatencyMs } = latencyBuckets(Array.from({ length: 200 }, (_, i) => 200 - i))
  expect(insertLatencyMs).toEqual({ p50: 100, p90: 180, p99: 198, max: 200 })
  expect(latencyBuckets([12.345]).insertLatencyMs).toEqual({ p50: 12.35, p90: 12.35, p99: 12.35, max: 12.35 })
})

test('buckets go without a gap from the first latency to the last, and a latency at an upper end belongs below it', () => {
  expect(latencyBuckets([10, 10.5, 12.6, 19.9]).latencyHistogram).toEqual([
    [10, 1],
    [12.6, 2],
    [15.8, 0],
    [20, 1],
  ])
})

test('every latency is in one bucket, whatever its size', () => {
  const latenciesMs = Array.from({ length: 5000 }, (_, i) => 1.003 ** i / 100)
  const { latencyHistogram } = latencyBuckets(latenciesMs)
  expect(latencyHistogram.reduce((sum, [, count]) => sum + count, 0)).toBe(5000)
  let below = 0
  for (const [upper, count] of latencyHistogram) {
    expect(latenciesMs.filter((ms) => ms > below && ms <= upper)).toHaveLength(count)
    below = upper
  }
})

test('nothing has no quantiles', () => {
  expect(() => latencyBuckets([])).toThrow(RangeError)
})
