import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { pipelineCounters } from '@millrace/schemas/api/answers/pipeline-counters.ts'
import { runningPipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { PipelineState } from './pipeline-state.ts'

let nowMs: number
let state: PipelineState
beforeEach(() => {
  nowMs = 0
  state = new PipelineState({ nowMs: () => nowMs })
})

const take = (id: string, sequence: number, more: Partial<PipelineSnapshot> = {}): void =>
  state.take(testSnapshot(id, sequence, more))
const states = (): string[] => state.pipelines().map((each) => `${each.id} ${each.state}`)

test('before anything was heard: idle, at zero', () => {
  expect(pipelineCounters.parse(state.counters())).toMatchObject({
    state: 'idle',
    since: null,
    rowsInserted: 0,
    rowsPerSecond: 0,
    lagBlocks: 0,
    insertLatencyMs: null,
  })
  expect(state.pipelines()).toEqual([])
  expect(state.insertLatency().counts).toHaveLength(13)
})

test('two pipelines are one: totals, rates and inserts in flight are added', () => {
  take('a', 1, { rowsAlreadyIn: 5, insertRetries: 1 })
  take('b', 2, { insertsInFlight: 3, blocksDeadLettered: 2 })
  expect(pipelineCounters.parse(state.counters())).toMatchObject({
    state: 'running',
    rowsTotal: 2_000_000,
    rowsAlreadyIn: 5,
    rowsGenerated: 3000,
    rowsStaged: 3000,
    rowsInserted: 3000,
    rowsPerSecond: 8000,
    insertsInFlight: 4,
    insertRetries: 1,
    blocksDeadLettered: 2,
    blocksInserted: 3,
  })
  expect(state.pipelines().map((each) => runningPipeline.parse(each))).toHaveLength(2)
  expect(state.runningCount()).toBe(2)
})

describe('a session', () => {
  test('keeps what an ended pipeline did, as long as another runs', () => {
    take('a', 4, { isFinal: true })
    take('b', 1, { startedAtMs: 500 })
    expect(state.counters()).toMatchObject({ rowsInserted: 1000, since: '1970-01-01T00:00:00.500Z' })
    take('c', 2, { startedAtMs: 600 })
    take('b', 3, { isFinal: true })
    expect(state.counters()).toMatchObject({ state: 'running', rowsInserted: 5000, rowsPerSecond: 4000 })
    expect(state.counters().since).toBe('1970-01-01T00:00:00.500Z')
    expect(states()).toEqual(['b done', 'c running'])
  })

  test('that has ended leaves its last numbers, and no rates', () => {
    take('a', 4, { isFinal: true, lagBlocks: 2, lagBytes: 20 })
    expect(state.counters()).toMatchObject({
      state: 'idle',
      rowsInserted: 4000,
      rowsPerSecond: 0,
      rowsGeneratedPerSecond: 0,
      rowsStagedPerSecond: 0,
      insertsInFlight: 0,
      lagBlocks: 2,
      lagBytes: 20,
      since: '1970-01-01T00:00:00.000Z',
    })
  })

  test('begins anew after all have ended, and says so even when the clock says the same', () => {
    take('a', 4, { isFinal: true })
    take('b', 1)
    expect(state.counters()).toMatchObject({ rowsInserted: 1000, since: '1970-01-01T00:00:00.001Z' })
    expect(states()).toEqual(['b running'])
  })

  test('is not begun, nor added to, by the end of a pipeline that was over before it', () => {
    take('b', 1, { startedAtMs: 500 })
    take('a', 1, { atMs: 499, isFinal: true })
    expect(states()).toEqual(['b running'])
    take('b', 2, { isFinal: true })
    take('a', 1, { atMs: 499, isFinal: true })
    expect(states()).toEqual(['b done'])
  })

  test('counts a pipeline of which only the end was heard', () => {
    take('b', 1)
    take('a', 3, { isFinal: true })
    expect(state.counters().rowsInserted).toBe(4000)
  })
})

describe('nothing goes back', () => {
  test('when snapshots come in the wrong order', () => {
    take('a', 5)
    take('a', 4)
    expect(state.counters().rowsInserted).toBe(5000)
  })

  test('when a pipeline says less than before', () => {
    take('a', 5, { insertLatencyCounts: [3, ...Array<number>(12).fill(0)], insertLatencySumSeconds: 1 })
    take('a', 6, { rowsInserted: 10 })
    expect(state.counters()).toMatchObject({ rowsInserted: 5000, rowsGenerated: 6000 })
    expect(state.insertLatency()).toMatchObject({ sumSeconds: 1 })
    expect(state.insertLatency().counts[0]).toBe(3)
  })

  test('after the final snapshot', () => {
    take('a', 5, { isFinal: true })
    take('a', 6)
    expect(states()).toEqual(['a done'])
    expect(state.counters().rowsInserted).toBe(5000)
  })
})

describe('a silent pipeline', () => {
  test('is lost after ten seconds; its numbers stay', () => {
    take('a', 1)
    nowMs = 10_000
    expect(states()).toEqual(['a running'])
    nowMs = 10_001
    expect(states()).toEqual(['a lost'])
    expect(state.counters()).toMatchObject({ state: 'idle', rowsInserted: 1000, rowsPerSecond: 0 })
  })

  test('runs again in the same session when it is heard again', () => {
    take('a', 1)
    const { since } = state.counters()
    nowMs = 60_000
    take('a', 2)
    expect(states()).toEqual(['a running'])
    expect(state.counters()).toMatchObject({ state: 'running', rowsInserted: 2000, since })
  })

  test('does not hold up the next session, and counts in it as a whole if it comes back', () => {
    take('a', 1)
    nowMs = 60_000
    take('b', 2)
    expect(states()).toEqual(['b running'])
    take('a', 3)
    expect(states()).toEqual(['b running', 'a running'])
    expect(state.counters().rowsInserted).toBe(5000)
  })
})

test('latencies of all pipelines are one distribution', () => {
  const counts = (index: number, count: number): number[] =>
    Array.from({ length: 13 }, (_, i) => (i === index ? count : 0))
  take('a', 1, { insertLatencyCounts: counts(3, 50), insertLatencySumSeconds: 4 })
  take('b', 1, { insertLatencyCounts: counts(12, 50), insertLatencySumSeconds: 4000 })
  expect(state.counters().insertLatencyMs).toEqual({ p50: 100, p99: 60_000 })
  expect(state.insertLatency()).toMatchObject({ sumSeconds: 4004 })
})

describe('with more pipelines than are known one by one', () => {
  beforeEach(() => {
    state = new PipelineState({ nowMs: () => nowMs, pipelinesMax: 3 })
  })

  test('those that ended first count on, in the sums alone', () => {
    take('on', 1)
    for (let index = 0; index < 10; index++) take(`done ${index}`, 1, { isFinal: true })
    expect(state.counters().rowsInserted).toBe(11_000)
    expect(states()).toEqual(['on running', 'done 8 done', 'done 9 done'])
  })

  test('and are gone with their session', () => {
    for (let index = 0; index < 10; index++) take(`${index}`, 1)
    for (let index = 0; index < 10; index++) take(`${index}`, 2, { isFinal: true })
    take('on', 1)
    for (let index = 0; index < 10; index++) take(`done ${index}`, 1, { isFinal: true })
    take('on', 2, { isFinal: true })
    take('next', 1)
    expect(state.counters().rowsInserted).toBe(1000)
  })

  test('one more than can run is not seen, and the others are', () => {
    for (const id of ['a', 'b', 'c', 'd']) take(id, 1)
    expect(states()).toEqual(['a running', 'b running', 'c running'])
    take('a', 2)
    expect(state.counters().rowsInserted).toBe(4000)
  })
})
