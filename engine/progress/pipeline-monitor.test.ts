import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pipelineSnapshot, type PipelineSnapshot } from '../bus/pipeline-snapshot.ts'
import type { Backlog } from '../staging/staging.ts'
import { PipelineCounters } from './pipeline-counters.ts'
import { PipelineMonitor } from './pipeline-monitor.ts'

let counters: PipelineCounters
let published: PipelineSnapshot[]
let isClosed: boolean
beforeEach(() => {
  vi.useFakeTimers()
  counters = new PipelineCounters()
  published = []
  isClosed = false
})
afterEach(() => vi.useRealTimers())

function monitor(backlog: () => Promise<Backlog>): PipelineMonitor {
  return new PipelineMonitor({
    pipeline: { kind: 'seed', dataset: 'any', staging: 'spool', stagingStream: 'here', rowsTotal: 100 },
    counters,
    backlog,
    publisher: {
      publish: (snapshot) => {
        pipelineSnapshot.parse(snapshot)
        published.push(snapshot)
      },
      close: () => {
        isClosed = true
        return Promise.resolve()
      },
    },
  })
}

test('tells of itself at once, then four times a second, and a last time', async () => {
  const monitored = monitor(() => Promise.resolve({ blocks: 2, bytes: 20 }))
  expect(published).toHaveLength(1)
  counters.rowsInserted = 50
  counters.recordInsert(20)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(published).toHaveLength(5)
  expect(published.at(-1)).toMatchObject({ sequence: 4, isFinal: false, rowsInserted: 50, lagBlocks: 2, lagBytes: 20 })
  expect(published.at(-1)?.rowsInsertedPerSecond).toBeCloseTo(50, 0)
  expect(monitored.reading.rowsInsertedPerSecond).toBe(published.at(-1)?.rowsInsertedPerSecond)
  counters.rowsInserted = 100
  await monitored.end()
  expect(published.at(-1)).toMatchObject({
    sequence: 5,
    isFinal: true,
    rowsInserted: 100,
    insertLatencySumSeconds: 0.02,
  })
  expect(isClosed).toBe(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(published).toHaveLength(6)
  expect(new Set(published.map(({ id }) => id)).size).toBe(1)
})

test('a snapshot is of its moment: counters that rise later do not change it', async () => {
  const monitored = monitor(() => Promise.resolve({ blocks: 0, bytes: 0 }))
  const [first] = published
  counters.recordInsert(1)
  expect(first?.insertLatencyCounts[0]).toBe(0)
  await monitored.end()
})

test('a staging that fails to tell its lag makes it unknown, until it tells it again', async () => {
  let isAway = false
  const monitored = monitor(() =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve({ blocks: 1, bytes: 1 }),
  )
  await vi.advanceTimersByTimeAsync(500)
  expect(published.at(-1)?.lagBlocks).toBe(1)
  isAway = true
  await vi.advanceTimersByTimeAsync(500)
  expect(published.at(-1)?.lagBlocks).toBeNull()
  isAway = false
  await monitored.end()
  expect(published.at(-1)?.lagBlocks).toBe(1)
})

test('a staging that does not answer is asked once, and holds up neither the snapshots nor the end', async () => {
  let asked = 0
  const monitored = monitor(() => {
    asked++
    return new Promise(() => undefined)
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect({ asked, published: published.length }).toEqual({ asked: 1, published: 5 })
  const end = monitored.end()
  await vi.advanceTimersByTimeAsync(300)
  await end
  expect(published.at(-1)).toMatchObject({ isFinal: true, lagBlocks: null })
})
