import { expect, test } from 'vitest'
import { rowsOverTime } from './rows-over-time.ts'

const seconds = Array.from({ length: 41 }, (_, quarter) => quarter / 4)

test('an even stream has an even rate', () => {
  const rates = rowsOverTime(seconds.map((at) => [at, at * 500_000]))
  expect(rates.at(0)?.seconds).toBe(0)
  expect(rates.at(-1)?.seconds).toBe(10)
  for (const { rowsPerSecond } of rates) expect(rowsPerSecond).toBeCloseTo(500_000, 3)
})

test('a stream that slows down is seen to', () => {
  const rates = rowsOverTime(seconds.map((at) => [at, at < 5 ? at * 800_000 : 4_000_000 + (at - 5) * 200_000]))
  const at = (time: number) => rates.find(({ seconds }) => seconds >= time)?.rowsPerSecond ?? Number.NaN
  expect(at(2)).toBeCloseTo(800_000, 3)
  expect(at(8)).toBeCloseTo(200_000, 3)
})

test('blocks that arrive at once do not become spikes', () => {
  const rates = rowsOverTime(seconds.map((at) => [at, Math.floor(at * 4) * 100_000]))
  expect(Math.max(...rates.map(({ rowsPerSecond }) => rowsPerSecond))).toBeLessThan(600_000)
})

test('what has no time has no rate', () => {
  expect(rowsOverTime([])).toEqual([])
  expect(rowsOverTime([[0, 0]])).toEqual([])
  expect(
    rowsOverTime([
      [1, 0],
      [1, 5],
    ]),
  ).toEqual([])
})
