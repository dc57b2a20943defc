// Fails when a stage of the worker has become much slower than it was, as a multiple of work that does not change.
import { expect, test } from 'vitest'
import { readBaselines } from './baselines.ts'
import { checkGate } from './check-gate.ts'
import { freshRatios } from './fresh-ratios.ts'

test('generating, encoding, compressing and checksums are about as fast as their baselines', async () => {
  expect(await checkGate(freshRatios, readBaselines().ratios)).toEqual([])
})
