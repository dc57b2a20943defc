import { describe, expect, test } from 'vitest'
import { seriesColumns } from './series-columns.ts'

const minuteMs = 60_000
const at = (minute: number) => new Date(minute * minuteMs).toISOString()
const series = [
  { bucket: at(10), count: 5, counts: { click: 2, view: 3 } },
  { bucket: at(11), count: 0, counts: {} },
  { bucket: at(12), count: 8, counts: { view: 7, buy: 1 } },
]
const wide = { fromMs: 10 * minuteMs, toMs: 13 * minuteMs, nowMs: 100 * minuteMs, intervalMs: 5 }

describe('columns', () => {
  test('have a value for each bucket and type, the most frequent type first', () => {
    const columns = seriesColumns(series, wide)
    expect(columns).toMatchObject({ intervalMs: minuteMs, counts: [5, 0, 8], total: 13 })
    expect(columns.startsMs).toEqual([600_000, 660_000, 720_000])
    expect(columns.types).toEqual([
      { name: 'view', counts: [3, 0, 7], total: 10 },
      { name: 'click', counts: [2, 0, 0], total: 2 },
      { name: 'buy', counts: [0, 0, 1], total: 1 },
    ])
  })

  test('of one bucket take the interval that was asked for', () => {
    expect(seriesColumns(series.slice(0, 1), wide).intervalMs).toBe(5)
  })

  test('of nothing are empty', () => {
    expect(seriesColumns([], wide)).toMatchObject({ startsMs: [], total: 0, types: [], lastWhole: -1 })
  })
})

describe('whole buckets', () => {
  test('are all of them when the range ends on a bucket and lies in the past', () => {
    expect(seriesColumns(series, wide)).toMatchObject({ firstWhole: 0, lastWhole: 2 })
  })

  test('leave out the first when the range begins within it', () => {
    expect(seriesColumns(series, { ...wide, fromMs: wide.fromMs + 1 })).toMatchObject({ firstWhole: 1, lastWhole: 2 })
  })

  test('leave out the last when the range ends, or now is, within it', () => {
    expect(seriesColumns(series, { ...wide, toMs: wide.toMs - 1 })).toMatchObject({ firstWhole: 0, lastWhole: 1 })
    expect(seriesColumns(series, { ...wide, nowMs: wide.toMs - 1 })).toMatchObject({ firstWhole: 0, lastWhole: 1 })
  })
})
