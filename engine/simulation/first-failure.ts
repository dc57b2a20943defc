// Plays scenario after scenario until one fails, and tells that one in the fewest words.
import { drawScenario } from './faults/scenario.ts'
import type { Mutant } from './mutants/mutant.ts'
import { runScenario } from './run-scenario.ts'
import { shrinkScenario } from './shrink-scenario.ts'

export interface Failure {
  readonly seed: number
  /** How many were played, the one that fails included. */
  readonly played: number
  readonly violation: string
}

export interface Seeds {
  readonly from: number
  readonly count: number
}

export async function firstFailure({ from, count }: Seeds, mutant?: Mutant): Promise<Failure | undefined> {
  for (let played = 1; played <= count; played++) {
    const seed = from + played - 1
    const [violation] = (await runScenario(drawScenario(seed), { mutant })).violations
    if (violation !== undefined) return { seed, played, violation }
  }
  return undefined
}

/** What happens in the smallest scenario that fails like that of the seed, event by event. */
export async function failureReport(seed: number, mutant?: Mutant): Promise<string> {
  const smallest = await shrinkScenario(drawScenario(seed), async (scenario) => {
    return (await runScenario(scenario, { mutant })).violations.length > 0
  })
  const { trace, violations } = await runScenario(smallest, { mutant, isTraced: true })
  return [`seed ${seed}: ${violations.join('; ')}`, JSON.stringify(smallest), ...trace].join('\n')
}
