import { expect, test } from 'vitest'
import { Schedule } from './schedule.ts'

test('what is left takes as long as was guessed, then as long as it took last', () => {
  const schedule = new Schedule()
  schedule.add('seed', 3, 10)
  schedule.add('limit', 2, 5)
  expect(schedule.secondsLeft).toBe(40)
  schedule.ended('seed', 4)
  expect(schedule.secondsLeft).toBe(2 * 4 + 2 * 5)
  schedule.add('seed', 1, 99)
  expect(schedule.secondsLeft).toBe(3 * 4 + 2 * 5)
})

test('what will not come any more takes no time', () => {
  const schedule = new Schedule()
  schedule.add('peer', 3, 10)
  schedule.add('seed', 1, 7)
  schedule.drop('peer')
  schedule.ended('peer', 20)
  expect(schedule.secondsLeft).toBe(7)
})

test('more of it than were expected do not count below zero', () => {
  const schedule = new Schedule()
  schedule.add('seed', 1, 10)
  schedule.ended('seed', 3)
  schedule.ended('seed', 3)
  expect(schedule.secondsLeft).toBe(0)
})
