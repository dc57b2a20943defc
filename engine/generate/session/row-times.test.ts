import { expect, test } from 'vitest'
import { RandomWords } from '../random-words.ts'
import { RowTimes } from './row-times.ts'
import { offsetMsAt } from './testing/offset-ms-at.ts'
import { evenRhythm, timeRhythm } from './time-rhythm.ts'

const fromMs = Date.UTC(2026, 9, 25)
const spanMs = 30 * 86_400_000
const rowCount = 100_000

/** Shares of the span, of rows whose batch has the shares from `shareFrom` to `shareTo`. */
function draw(shareFrom: number, shareTo: number, rhythm = evenRhythm(spanMs)): readonly number[] {
  const sampler = new RowTimes({ fromMs, spanMs, rhythm }, rowCount)
  const random = new RandomWords(new Uint32Array(4096))
  random.start(['times', shareFrom])
  expect(sampler.draw({ batch: 0, firstRow: 0, rowCount, shareFrom, shareTo }, random)).toBe(rowCount)
  expect(sampler.sessionOf.every((session, row) => session === row)).toBe(true)
  return Array.from(sampler.timesMs, (time) => (time - fromMs) / spanMs)
}

test('rows are in the order of their times, in the slice of their batch', () => {
  const shares = draw(0.25, 0.5)
  expect(shares.every((share, row) => row === 0 || share >= (shares[row - 1] ?? 0))).toBe(true)
  expect(shares[0]).toBeGreaterThanOrEqual(0.25 - 1 / spanMs)
  expect(shares.at(-1)).toBeLessThanOrEqual(0.5)
})

test('they are those of independent rows: everywhere as many, and gaps of every length', () => {
  const shares = draw(0, 1)
  // Kolmogorov and Smirnov: a row in a thousand batches lies further from its place than 1.95 / √n.
  const distance = Math.max(...shares.map((share, row) => Math.abs(share - (row + 0.5) / rowCount)))
  expect(distance).toBeLessThan(1.95 / Math.sqrt(rowCount))
  expect(distance).toBeGreaterThan(0.2 / Math.sqrt(rowCount)) // rows set out evenly would be nearer
  const gaps = shares.slice(1).map((share, row) => (share - (shares[row] ?? 0)) * rowCount)
  for (const length of [0.1, 0.5, 1, 2, 4, 8]) {
    const [longer, expected] = [gaps.filter((gap) => gap > length).length, rowCount * Math.exp(-length)]
    expect(Math.abs(longer - expected)).toBeLessThan(4 * Math.sqrt(expected))
  }
})

test('they keep the rhythm of days and weeks', () => {
  const rhythm = timeRhythm(fromMs, fromMs + spanMs)
  const shares = draw(0, 1, rhythm)
  for (const part of [0.1, 0.37, 0.5, 0.9]) {
    const before = shares.filter((share) => share * spanMs < offsetMsAt(rhythm, part)).length
    expect(Math.abs(before / rowCount - part)).toBeLessThan(4 / Math.sqrt(rowCount))
  }
})
