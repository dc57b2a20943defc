import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { pipelineCounters, type PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PipelineState } from './pipeline-state.ts'

const rising = [
  'rowsTotal',
  'rowsAlreadyIn',
  'rowsGenerated',
  'rowsStaged',
  'rowsInserted',
  'blocksInserted',
  'insertRetries',
  'stagingRetries',
  'blocksDeadLettered',
] as const

/** What one pipeline does by and by: each number is added to its counters; whether all of it is heard, and when, varies. */
const lives = fc.array(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 })

interface Heard {
  readonly snapshots: readonly PipelineSnapshot[]
  /** The final numbers of every pipeline. */
  readonly finals: readonly number[]
}

/** Any interleaving of the pipelines' snapshots, with some left out, some twice, but each pipeline's end heard. */
const interleavings: fc.Arbitrary<Heard> = lives.chain((steps) => {
  const turns = steps.flatMap((life, pipeline) => life.map(() => pipeline))
  const order = fc.shuffledSubarray(turns, { minLength: turns.length })
  const kept = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: turns.length, maxLength: turns.length })
  return fc.tuple(order, kept).map(([pipelines, copies]) => {
    const heard: PipelineSnapshot[] = []
    const done = steps.map(() => ({ sequence: 0, rows: 0, startedAtMs: -1 }))
    for (const [atMs, pipeline] of pipelines.entries()) {
      const life = steps[pipeline] ?? []
      const now = done[pipeline] ?? { sequence: 0, rows: 0, startedAtMs: 0 }
      if (now.sequence === 0) now.startedAtMs = atMs
      now.rows += life[now.sequence] ?? 0
      now.sequence++
      const isFinal = now.sequence === life.length
      const { rows, startedAtMs } = now
      const snapshot = testSnapshot(String(pipeline), now.sequence, {
        ...Object.fromEntries(rising.map((name) => [name, rows])),
        atMs,
        startedAtMs,
        isFinal,
      })
      for (let copy = isFinal ? 0 : 1; copy <= (copies[atMs] ?? 0); copy++) heard.push(snapshot)
    }
    return { snapshots: heard, finals: done.map(({ rows }) => rows) }
  })
})

test('within a session no counter ever goes back', () => {
  fc.assert(
    fc.property(interleavings, fc.integer({ min: 1, max: 6 }), ({ snapshots }, pipelinesMax) => {
      const state = new PipelineState({ nowMs: () => 0, pipelinesMax })
      let before: PipelineCountersAnswer | undefined
      for (const snapshot of snapshots) {
        state.take(snapshot)
        const now = pipelineCounters.parse(state.counters())
        for (const name of rising) {
          if (before?.since === now.since) expect(now[name]).toBeGreaterThanOrEqual(before[name])
        }
        before = now
      }
    }),
  )
})

test('in the end a session is the sum of the final numbers of all its pipelines', () => {
  fc.assert(
    fc.property(interleavings, ({ snapshots, finals }) => {
      const state = new PipelineState({ nowMs: () => 0 })
      // One that outlives the others makes all of it one session.
      state.take(testSnapshot('all along', 0, { startedAtMs: 0 }))
      for (const snapshot of snapshots) state.take(snapshot)
      state.take(testSnapshot('all along', 1, { isFinal: true, rowsInserted: 7 }))
      const counters = state.counters()
      expect(counters).toMatchObject({ state: 'idle', rowsPerSecond: 0 })
      expect(counters.rowsInserted).toBe(7 + finals.reduce((sum, rows) => sum + rows, 0))
    }),
  )
})
