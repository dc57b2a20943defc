import { expect, test } from 'vitest'
import { insertLatencyBoundsSeconds } from '../bus/pipeline-snapshot.ts'
import { PipelineCounters } from './pipeline-counters.ts'

test('an insert counts in the first bucket whose bound it does not pass, or beyond the last one', () => {
  const counters = new PipelineCounters()
  for (const latencyMs of [0, 10, 10.1, 60_000, 60_001, 900_000]) counters.recordInsert(latencyMs)
  const [first, second, ...others] = counters.insertLatencyCounts
  expect([first, second]).toEqual([2, 1])
  expect(others.slice(-2)).toEqual([1, 2])
  expect(counters.insertLatencyCounts).toHaveLength(insertLatencyBoundsSeconds.length + 1)
  expect(counters.insertLatencySumSeconds).toBeCloseTo(1020.0211)
})
