import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { metrics } from '../connect/testing/push-messages.ts'
import { Pace } from './pace.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => vi.useRealTimers())

const now = { range: { preset: '1h' }, dataset: undefined } as const
const custom = { range: { fromMs: 0, toMs: 1 }, dataset: undefined }
const idle = { isRunning: false, connection: 'open', metrics } as const
const running = { ...idle, isRunning: true }

test('is fast while rows come in, unless the range stands still', () => {
  expect(new Pace(running, now).seriesMs()).toBeLessThanOrEqual(2_000)
  expect(new Pace(idle, now).seriesMs()).toBe(10_000)
  expect(new Pace(running, custom).seriesMs()).toBe(10_000)
  expect(new Pace(running, now).eventsMs()).toBe(1_000)
  expect([new Pace(running, now), new Pace(idle, now)].map((pace) => pace.breakdownMs())).toEqual([5_000, 15_000])
})

test('stays fast until the last rows are counted', () => {
  const pace = new Pace(idle, now)
  pace.noteRun()
  vi.advanceTimersByTime(14_999)
  expect(pace.seriesMs()).toBe(1_500)
  vi.advanceTimersByTime(1)
  expect(pace.seriesMs()).toBe(10_000)
})

test('asks for the overview often when nobody pushes it', () => {
  expect(new Pace(idle, now).overviewMs()).toBe(15_000)
  expect(new Pace({ ...idle, connection: 'away' }, now).overviewMs()).toBe(3_000)
  expect(new Pace({ ...idle, metrics: undefined }, now).overviewMs()).toBe(3_000)
})

test('asks for the counters of another dataset, which nobody pushes, as often as for its series', () => {
  const other = { ...now, dataset: 'orders' }
  expect([new Pace(running, other), new Pace(idle, other)].map((pace) => pace.overviewMs())).toEqual([1_500, 10_000])
})
