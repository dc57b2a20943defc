import { expect, test } from 'vitest'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import { stagedEnough } from './staged-enough.ts'

/** Of blocks that have 100 bytes and 10 rows. */
function enoughAfter(blocks: { readonly staged: number; readonly inserted: number }): (stagedBytes: number) => boolean {
  const counters = new PipelineCounters()
  counters.rowsGenerated = 10 * (blocks.staged + 2)
  counters.compressedBytes = 100 * (blocks.staged + 2)
  counters.rowsStaged = 10 * blocks.staged
  counters.rowsInserted = 10 * blocks.inserted
  return stagedEnough({ STAGED_BYTES_MAX: 4_000 }, counters)
}

test('alone, a seed stages a quarter of what may be staged', () => {
  expect(enoughAfter({ staged: 0, inserted: 0 })(0)).toBe(false)
  expect(enoughAfter({ staged: 9, inserted: 0 })(900)).toBe(false)
  expect(enoughAfter({ staged: 10, inserted: 0 })(1_000)).toBe(true)
  expect(enoughAfter({ staged: 110, inserted: 101 })(900)).toBe(false)
  expect(enoughAfter({ staged: 110, inserted: 100 })(1_000)).toBe(true)
})

test('beside others, each stages its quarter, and together they keep to the bound', () => {
  expect(enoughAfter({ staged: 9, inserted: 0 })(3_000)).toBe(false)
  expect(enoughAfter({ staged: 10, inserted: 0 })(3_000)).toBe(true)
  expect(enoughAfter({ staged: 9, inserted: 0 })(4_000)).toBe(true)
})

test('blocks that other drains have inserted hold nobody up', () => {
  expect(enoughAfter({ staged: 500, inserted: 0 })(900)).toBe(false)
})
