import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { PipelineState } from './pipeline-state.ts'

let state: PipelineState
beforeEach(() => {
  state = new PipelineState({ nowMs: () => 0 })
})

const take = (id: string, sequence: number, more: Partial<PipelineSnapshot> = {}): void =>
  state.take(testSnapshot(id, sequence, more))

describe('the lag', () => {
  test('is counted once for pipelines on the same stream, and added over streams', () => {
    take('a', 1, { stagingStream: 'x', lagBlocks: 3, lagBytes: 30 })
    take('b', 1, { stagingStream: 'x', lagBlocks: 4, lagBytes: 20 })
    take('c', 1, { stagingStream: 'y', lagBlocks: 1, lagBytes: null })
    expect(state.counters()).toMatchObject({ lagBlocks: 5, lagBytes: 30 })
  })

  test('is unknown only when every running pipeline says so', () => {
    take('a', 1, { lagBlocks: null, lagBytes: null })
    expect(state.counters()).toMatchObject({ lagBlocks: null, lagBytes: null })
    take('b', 1, { lagBlocks: 2, lagBytes: 20 })
    expect(state.counters()).toMatchObject({ lagBlocks: 2, lagBytes: 20 })
  })

  test('of an ended session is what was said last, or nothing', () => {
    take('a', 1, { lagBlocks: 7, lagBytes: 70 })
    take('b', 1, { lagBlocks: 5, lagBytes: 50 })
    take('a', 2, { isFinal: true, lagBlocks: null, lagBytes: null })
    take('b', 2, { isFinal: true, lagBlocks: 1, lagBytes: 10 })
    expect(state.counters()).toMatchObject({ lagBlocks: 1, lagBytes: 10 })
    take('c', 1, { isFinal: true, lagBlocks: null, lagBytes: null })
    expect(state.counters()).toMatchObject({ lagBlocks: 0, lagBytes: 0 })
  })
})
