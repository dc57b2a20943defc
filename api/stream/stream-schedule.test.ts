import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StreamSchedule } from './stream-schedule.ts'

test('a steady rate', () => {
  const schedule = new StreamSchedule(200, 1)
  expect([0, 0.5, 1, 100].map((seconds) => schedule.dueAt(seconds))).toEqual([0, 100, 200, 20_000])
})

test('bursts come on top, in the first of every ten seconds', () => {
  const schedule = new StreamSchedule(100, 5)
  expect([0.5, 1, 2, 10, 11].map((seconds) => schedule.dueAt(seconds))).toEqual([250, 500, 600, 1_400, 1_900])
})

test('an event is due when that many are due', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(1_000_000),
      (rate, burst, count) => {
        const schedule = new StreamSchedule(rate, burst)
        expect(schedule.dueAt(schedule.secondsOf(count))).toBeCloseTo(count, 3)
      },
    ),
  )
})
