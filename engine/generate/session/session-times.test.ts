import { expect, test } from 'vitest'
import { logNormal } from '@millrace/schemas/dataset/distribution.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import { RandomWords } from '../random-words.ts'
import { batchTimes } from './batch-times.ts'
import { offsetMsAt } from './testing/offset-ms-at.ts'
import { timeRhythm } from './time-rhythm.ts'

const toMs = Date.UTC(2026, 10, 24)
const spanMs = 30 * 86_400_000
const fromMs = toMs - spanMs
const range = { fromMs, spanMs, rhythm: timeRhythm(fromMs, toMs) }
const sessions = { rowsPerSession: logNormal(6, 0.9, 200), gapMs: logNormal(9_000, 1.2, 600_000) }
const rowCount = 20_000

function draw(spec: Partial<BatchSpec>, dataset: Parameters<typeof batchTimes>[0] = { sessions }) {
  const sampler = batchTimes(dataset, range, rowCount)
  const random = new RandomWords(new Uint32Array(4096))
  random.start(['times'])
  const sessionCount = sampler.draw({ batch: 0, firstRow: 0, rowCount, shareFrom: 0, shareTo: 1, ...spec }, random)
  return { sessionCount, timesMs: sampler.timesMs, sessionOf: sampler.sessionOf }
}

test('rows are in the order of their times, inside the range', () => {
  const { timesMs } = draw({})
  expect(timesMs.every((time, row) => row === 0 || time >= (timesMs[row - 1] ?? 0))).toBe(true)
  expect(timesMs[0]).toBeGreaterThanOrEqual(fromMs)
  expect(timesMs.at(-1)).toBeLessThan(toMs)
})

test('a session has several rows that follow each other within minutes', () => {
  const { timesMs, sessionOf, sessionCount } = draw({})
  const bySession = new Map<number, number[]>()
  timesMs.forEach((time, row) => {
    const session = sessionOf[row] ?? -1
    bySession.set(session, [...(bySession.get(session) ?? []), time])
  })
  expect(bySession.size).toBe(sessionCount)
  expect(rowCount / sessionCount).toBeGreaterThan(6)
  for (const times of bySession.values()) {
    times.forEach((time, i) => {
      if (i > 0) expect(time - (times[i - 1] ?? 0)).toBeLessThanOrEqual(600_000)
    })
  }
})

test('a batch fills its slice of time and little before it', () => {
  const { timesMs } = draw({ shareFrom: 0.5, shareTo: 0.501 })
  const [from, to] = [0.5, 0.501].map((share) => fromMs + offsetMsAt(range.rhythm, share))
  expect(timesMs.at(-1)).toBeLessThanOrEqual(to ?? 0)
  expect(timesMs.filter((time) => time < (from ?? 0) - 3_600_000).length / rowCount).toBeLessThan(0.01)
})

test('without sessions every row stands for itself', () => {
  expect(draw({}, {}).sessionCount).toBe(rowCount)
  expect(draw({}, { times: { late: { share: 0.1, byMs: logNormal(60_000, 1, 600_000) } } }).sessionCount).toBe(rowCount)
})
