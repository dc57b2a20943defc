import { expect, test } from 'vitest'
import { offsetMsAt } from './testing/offset-ms-at.ts'
import { timeRhythm } from './time-rhythm.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const monday = Date.UTC(2026, 10, 2)

function rowsPerHour(days: number): number[] {
  const rhythm = timeRhythm(monday, monday + days * dayMs)
  const counts = new Array<number>(days * 24).fill(0)
  const samples = 200_000
  for (let i = 0; i < samples; i++) {
    const hour = Math.floor(offsetMsAt(rhythm, (i + 0.5) / samples) / hourMs)
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  return counts
}

const sum = (numbers: number[]): number => numbers.reduce((total, value) => total + value, 0)

test('evenings are busy, nights are quiet, week-ends are quieter than weekdays', () => {
  const counts = rowsPerHour(7)
  const [evening = 0, night = 0] = [counts[18], counts[6]]
  expect(evening / night).toBeGreaterThan(2.5)
  const [friday, saturday] = [sum(counts.slice(4 * 24, 5 * 24)), sum(counts.slice(5 * 24, 6 * 24))]
  expect(saturday / friday).toBeCloseTo(0.72, 2)
  expect(counts.every((count) => count > 0)).toBe(true)
})

test('times rise with the share and stay inside the range', () => {
  const rhythm = timeRhythm(monday + 123_456, monday + 123_456 + 1_000_001)
  let previous = -1
  for (let i = 0; i <= 1000; i++) {
    const offsetMs = offsetMsAt(rhythm, i / 1000)
    expect(offsetMs).toBeGreaterThanOrEqual(previous)
    previous = offsetMs
  }
  expect(offsetMsAt(rhythm, 0)).toBe(0)
  expect(offsetMsAt(rhythm, 1)).toBe(1_000_000)
})
