import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Timeline } from './timeline.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('begins with nothing, is read four times a second, and ends with what is in', () => {
  let rows = 0
  const timeline = new Timeline(() => (rows += 10))
  vi.advanceTimersByTime(1100)
  expect(timeline.end(1.1, 45)).toEqual([
    [0, 0],
    [0.25, 10],
    [0.5, 20],
    [0.75, 30],
    [1, 40],
    [1.1, 45],
  ])
  vi.advanceTimersByTime(1000)
  expect(rows).toBe(40)
})

test('what comes after the last row is in is left out', () => {
  const timeline = new Timeline(() => 7)
  vi.advanceTimersByTime(1000)
  expect(timeline.end(0.6, 8)).toEqual([
    [0, 0],
    [0.25, 7],
    [0.5, 7],
    [0.6, 8],
  ])
})

test('a long run has no more points than a plot can show, evenly apart', () => {
  const timeline = new Timeline(() => 1)
  vi.advanceTimersByTime(1_000_000)
  const points = timeline.end(1000, 2)
  expect(points.length).toBeGreaterThan(200)
  expect(points.length).toBeLessThanOrEqual(401)
  expect(points.slice(0, 3).map(([seconds]) => seconds)).toEqual([0, 2.5, 5])
  expect(points.at(-1)).toEqual([1000, 2])
})
