// How many runs it takes until a missing safeguard is noticed, from several seeds on: a simulation that has grown blind shows here.
import { expect, test } from 'vitest'
import { firstFailure } from '../first-failure.ts'
import { mutants } from './mutants.ts'

const startSeeds = [1, 1_000_001, 2_000_001]
const runsMax = 10_000

test('every missing safeguard is noticed, whichever seed it starts from', async () => {
  const table: Record<string, string> = {}
  const unnoticed: string[] = []
  for (const mutant of mutants) {
    const played: (number | undefined)[] = []
    for (const from of startSeeds) played.push((await firstFailure({ from, count: runsMax }, mutant))?.played)
    table[mutant.without] = played.map((runs) => runs ?? 'never').join(', ')
    if (played.includes(undefined)) unnoticed.push(mutant.without)
  }
  console.info('runs until a pipeline is caught without …')
  console.table(table)
  expect(unnoticed).toEqual([])
})
