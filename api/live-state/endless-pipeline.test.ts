// Pipelines that have no end (ingest) beside those that do.
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { beforeEach, expect, test } from 'vitest'
import { PipelineState } from './pipeline-state.ts'

let nowMs: number
let state: PipelineState
beforeEach(() => {
  nowMs = 0
  state = new PipelineState({ nowMs: () => nowMs })
})

const take = (id: string, sequence: number, more: Partial<PipelineSnapshot> = {}): void =>
  state.take(testSnapshot(id, sequence, more))
const idle = { kind: 'ingest', rowsTotal: 0, rowsInsertedPerSecond: 0, insertsInFlight: 0, lagBlocks: 0 }
const busy = { ...idle, rowsInsertedPerSecond: 500, insertsInFlight: 1 }
const states = (): string[] => state.pipelines().map((each) => `${each.id} ${each.state}`)

test('one that waits is shown, and nothing moves', () => {
  take('ingest', 4, idle)
  expect(states()).toEqual(['ingest running'])
  expect(state.runningCount()).toBe(1)
  expect(state.sinceMovedMs()).toBe(Infinity)
  expect(state.counters()).toMatchObject({ state: 'idle', since: null, rowsInserted: 0 })
})

test.each([{ rowsInsertedPerSecond: 1 }, { insertsInFlight: 1 }, { lagBlocks: 1 }])('%j is something to do', (more) => {
  take('ingest', 1, { ...idle, ...more })
  expect(state.counters().state).toBe('running')
  expect(state.sinceMovedMs()).toBe(0)
})

test('a session begins when it begins to move, and counts from there', () => {
  take('ingest', 1, idle)
  take('ingest', 2, { ...busy, rowsInserted: 1_500 })
  const { since } = state.counters()
  expect(state.counters()).toMatchObject({ state: 'running', rowsInserted: 500, since: '1970-01-01T00:00:00.500Z' })
  take('ingest', 3, { ...busy, rowsInserted: 2_000 })
  take('ingest', 4, { ...idle, rowsInserted: 2_000 })
  expect(state.counters()).toMatchObject({ state: 'idle', rowsInserted: 1_000, since })
  take('ingest', 5, { ...busy, rowsInserted: 2_100 })
  expect(state.counters()).toMatchObject({ state: 'running', rowsInserted: 100 })
  expect(state.counters().since).not.toBe(since)
  expect(state.pipelines()).toMatchObject([{ id: 'ingest', rowsInserted: 5_000 }])
})

test('beside it, each seed is a session of its own, and rows that it puts in for a seed are counted once', () => {
  take('ingest', 1, idle)
  for (const [index, seed] of ['one', 'two'].entries()) {
    const sequence = 10 * (index + 1)
    const before = 1_000 + index * 3_000
    take(seed, 1, { rowsTotal: 3_000, rowsInserted: 0, rowsDone: 0 })
    take('ingest', sequence, { ...busy, rowsInserted: before + 3_000 })
    take(seed, 2, { rowsTotal: 3_000, rowsInserted: 0, rowsDone: 3_000, isFinal: true })
    expect(state.counters()).toMatchObject({ state: 'running', rowsTotal: 3_000, rowsInserted: 3_000 })
    take('ingest', sequence + 1, { ...idle, rowsInserted: before + 3_000 })
    expect(state.counters()).toMatchObject({ state: 'idle', rowsTotal: 3_000, rowsInserted: 3_000 })
    expect(states()).toEqual(['ingest running', `${seed} done`])
    expect(state.pipelines()[1]?.rowsInserted).toBe(3_000)
  }
})

test('one that was silent for too long goes on in the same session', () => {
  take('ingest', 1, busy)
  const { since } = state.counters()
  nowMs = 60_000
  expect(states()).toEqual(['ingest lost'])
  take('ingest', 2, busy)
  expect(state.counters()).toMatchObject({ state: 'running', rowsInserted: 2_000, since })
})
