import { describe, expect, test } from 'vitest'
import { batchSpec, batchToken } from './batch-spec.ts'
import { nextSegment, runBatchCount, runRowCount, type Run } from './run.ts'

const empty: Run = {
  dataset: 'page_events',
  tableUuid: '00000000-0000-0000-0000-000000000000',
  schemaVersion: 1,
  seed: '1',
  anchorMs: 1_790_000_000_000,
  days: 30,
  batchRows: 100,
  shardCount: 1,
  segments: [],
}
const extended = (run: Run, rowCount: number): Run => ({
  ...run,
  segments: [...run.segments, nextSegment(run, rowCount)],
})
const run = extended(extended(empty, 250), 1000)

describe('batchSpec', () => {
  test('batches cover every row of every segment once, in order', () => {
    const specs = Array.from({ length: runBatchCount(run) }, (_, batch) => batchSpec(run, batch))
    let next = 0
    for (const spec of specs) {
      expect(spec.firstRow).toBe(next)
      next += spec.rowCount
    }
    expect(next).toBe(1000)
    expect(specs.map((spec) => spec.rowCount)).toEqual([100, 100, 50, 100, 100, 100, 100, 100, 100, 100, 50])
  })

  test('a segment added later does not change the batches before it', () => {
    const before = extended(empty, 250)
    for (const batch of [0, 1, 2]) expect(batchSpec(run, batch)).toEqual(batchSpec(before, batch))
    expect(batchToken(run, 2)).toBe(batchToken(before, 2))
  })

  test('the slices of a segment fill its whole span', () => {
    expect(batchSpec(run, 3).shareFrom).toBe(0)
    expect(batchSpec(run, 4).shareFrom).toBe(batchSpec(run, 3).shareTo)
    expect(batchSpec(run, 10).shareTo).toBe(1)
  })

  test('refuses a batch that is not there', () => {
    expect(() => batchSpec(run, 11)).toThrow(RangeError)
    expect(() => batchSpec(empty, 0)).toThrow(RangeError)
  })
})

test('the token tells runs apart', () => {
  const tokens = [
    run,
    { ...run, tableUuid: 'another' },
    { ...run, seed: '2' },
    { ...run, anchorMs: run.anchorMs + 1 },
    { ...run, batchRows: 99 },
  ]
  expect(new Set(tokens.map((each) => batchToken(each, 0))).size).toBe(5)
  expect(runRowCount(run)).toBe(1000)
})
