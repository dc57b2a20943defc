import { expect, test } from 'vitest'
import { fromLocalInput, toLocalInput } from './series-local-time.ts'

test('a time to the second comes back as it was', () => {
  const atMs = new Date(2026, 10, 4, 9, 5, 0).getTime()
  expect(toLocalInput(atMs)).toBe('2026-11-04T09:05')
  expect(toLocalInput(atMs + 7000)).toBe('2026-11-04T09:05:07')
  expect(fromLocalInput(toLocalInput(atMs))).toBe(atMs)
  expect(fromLocalInput(toLocalInput(atMs + 7000))).toBe(atMs + 7000)
})

test('what is no time is none', () => {
  expect(fromLocalInput('')).toBeUndefined()
  expect(fromLocalInput('yesterday')).toBeUndefined()
  expect(fromLocalInput('2026-13-45T99:00')).toBeUndefined()
})
