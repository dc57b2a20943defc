import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BodyPace, bytesPerSecondMin } from './body-pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function paceOf(bytesPerSecond: number) {
  const calls = { goOn: vi.fn(), tooSlow: vi.fn() }
  const pace = new BodyPace(calls)
  pace.start()
  const run = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      pace.count(bytesPerSecond)
      vi.advanceTimersByTime(1000)
    }
  }
  return { ...calls, pace, run }
}

test('who keeps the pace goes on, and is told so more often than every 8 s', () => {
  const { goOn, tooSlow, run } = paceOf(bytesPerSecondMin)
  run(60)
  expect(tooSlow).not.toHaveBeenCalled()
  expect(goOn.mock.calls.length).toBeGreaterThanOrEqual(60 / 8)
})

test('who does not is told once, after 10 s', () => {
  const { tooSlow, run } = paceOf(bytesPerSecondMin - 1)
  run(9)
  expect(tooSlow).not.toHaveBeenCalled()
  run(30)
  expect(tooSlow.mock.calls).toEqual([[10 * (bytesPerSecondMin - 1)]])
})

test('a fast beginning does not pay for a slow end', () => {
  const { pace, tooSlow, run } = paceOf(0)
  pace.count(1_000_000)
  run(14)
  expect(tooSlow).not.toHaveBeenCalled()
  run(2)
  expect(tooSlow.mock.calls).toEqual([[0]])
})

test('the time in which it is stopped does not count', () => {
  const { pace, tooSlow, run } = paceOf(0)
  run(9)
  pace.stop()
  run(60)
  pace.start()
  run(9)
  expect(tooSlow).not.toHaveBeenCalled()
})
