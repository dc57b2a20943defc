import { expect, test } from 'vitest'
import { firstFailure } from '../first-failure.ts'
import { mutants } from './mutants.ts'

const runsMax = 3_000

test.each(mutants)('the simulation notices a pipeline without $without', async (mutant) => {
  expect(await firstFailure({ from: 1, count: runsMax }, mutant)).toBeDefined()
})
