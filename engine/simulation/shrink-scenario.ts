// Makes a scenario that fails smaller as long as it still fails: fewer faults, batches and requests.
import type { Scenario } from './faults/scenario.ts'

export async function shrinkScenario(
  failing: Scenario,
  fails: (scenario: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  for (const smaller of smallerScenarios(failing)) {
    if (await fails(smaller)) return shrinkScenario(smaller, fails)
  }
  return failing
}

/** Each is smaller, so this comes to an end. */
function smallerScenarios(scenario: Scenario): Scenario[] {
  const { faults, batchCount, requestCount } = scenario
  const withoutOne = faults.map((_, index) => ({ ...scenario, faults: faults.toSpliced(index, 1) }))
  return [
    ...withoutOne,
    ...(batchCount > 1 ? [{ ...scenario, batchCount: batchCount - 1 }] : []),
    ...(requestCount > 1 ? [{ ...scenario, requestCount: requestCount - 1 }] : []),
  ]
}
