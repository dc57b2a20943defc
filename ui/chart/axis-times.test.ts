import { expect, test } from 'vitest'
import { axisTimes } from './axis-times.ts'

const hourMs = 3_600_000
const label = axisTimes({ locale: 'en-GB', timeZone: 'Europe/Berlin' })
const eveningMs = Date.UTC(2026, 10, 24, 21)

test('times of day are those of the time zone, and a day begins with its date', () => {
  expect(label([eveningMs, eveningMs + hourMs, eveningMs + 2 * hourMs, eveningMs + 3 * hourMs], hourMs)).toEqual([
    '22:00',
    '23:00',
    '25 Nov',
    '01:00',
  ])
})

test('steps of seconds show seconds, of days dates, of months months', () => {
  expect(label([eveningMs], 5000)).toEqual(['22:00:00'])
  expect(label([eveningMs], 24 * hourMs)).toEqual(['24 Nov'])
  expect(label([eveningMs], 30 * 24 * hourMs)).toEqual(['Nov 2026'])
})
