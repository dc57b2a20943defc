import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { stageSchema } from '../report/bench-report.ts'
import { measureCases, roundCount } from './measure-cases.ts'
import type { StageCase } from './stage-case.ts'

const options = { seconds: 0, dataDir: '/nowhere' }

function caseOf(variant: string, work: StageCase['work'], rest?: StageCase['rest']): StageCase {
  const sizes = { rowCount: 1_000, byteCount: 50_000 }
  return { stage: 'generate', variant, ...sizes, work, ...(rest === undefined ? {} : { rest }) }
}

/** Keeps the core busy. */
function spin(ms: number): void {
  const endsAtMs = performance.now() + ms
  while (performance.now() < endsAtMs);
}

test('cases take turns, and the first round of each counts for nothing', async () => {
  const turns: string[] = []
  const first = caseOf('first', () => void turns.push('first'))
  const second = caseOf('second', async () => {
    turns.push('second')
    await sleep(1)
  })
  const results = await measureCases([first, second], options)
  expect(turns).toEqual(Array.from({ length: roundCount + 1 }, () => ['first', 'second']).flat())
  expect(results.map(({ variant, rowsPerSecond }) => [variant, rowsPerSecond.samples.length])).toEqual([
    ['first', roundCount],
    ['second', roundCount],
  ])
  for (const result of results) expect(stageSchema.parse(result)).toEqual(result)
})

test('a slow first round is not seen in the result', async () => {
  let iterations = 0
  const slowAtFirst = caseOf('slow at first', () => spin(iterations++ === 0 ? 200 : 1))
  const [result] = await measureCases([slowAtFirst], options)
  expect(result?.rowsPerSecond.low).toBeGreaterThan(1_000 / 0.1)
})

test('rates and CPU are those of the work, not of what lies between', async () => {
  const busy = caseOf(
    'busy, then idle',
    () => spin(20),
    () => sleep(20),
  )
  const idle = caseOf(
    'idle, then busy',
    () => sleep(20),
    () => {
      spin(20)
      return Promise.resolve()
    },
  )
  const [ofBusy, ofIdle] = await measureCases([busy, idle], options)
  // 1,000 rows in 20 ms, on a machine that may give us half of a core.
  expect(ofBusy?.rowsPerSecond.high).toBeLessThanOrEqual(50_000)
  expect(ofBusy?.rowsPerSecond.high).toBeGreaterThan(20_000)
  expect(ofBusy?.bytesPerSecond?.median).toBeCloseTo((ofBusy?.rowsPerSecond.median ?? NaN) * 50, -3)
  const [busyCpu, idleCpu] = [ofBusy?.cpuSecondsPerMillionRows.median, ofIdle?.cpuSecondsPerMillionRows.median]
  expect(busyCpu).toBeLessThan(40) // 20 ms for 1,000 rows are 20 CPU-seconds for a million
  expect(busyCpu).toBeGreaterThan(3 * (idleCpu ?? NaN))
})

test('as many iterations as fit into the seconds', async () => {
  let iterations = 0
  const short = caseOf('short', () => {
    iterations++
    spin(1)
  })
  await measureCases([short], { ...options, seconds: 0.2 })
  expect(iterations).toBeGreaterThan(2 * (roundCount + 1))
})

test('what a case fails with is what measuring fails with', async () => {
  const failing = caseOf('failing', () => Promise.reject(new Error('no such table')))
  await expect(measureCases([failing], options)).rejects.toThrow('no such table')
})
