// Some thousand runs of the real pipeline in simulated time, each with faults of its own. SIMULATION_SEED=n plays one of them.
import { expect, test } from 'vitest'
import { drawScenario } from './faults/scenario.ts'
import { failureReport, firstFailure, type Seeds } from './first-failure.ts'
import { runScenario } from './run-scenario.ts'

const asked = process.env['SIMULATION_SEED']
const seeds: Seeds = asked === undefined ? { from: 1, count: 2_000 } : { from: Number(asked), count: 1 }

test(`each batch and each request is in once, whatever happens: ${seeds.count} runs from seed ${seeds.from}`, async () => {
  const failure = await firstFailure(seeds)
  if (failure !== undefined) expect.fail(await failureReport(failure.seed))
})

test('a seed plays the same run again, event by event', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const [first, second] = [
      await runScenario(drawScenario(seed), { isTraced: true }),
      await runScenario(drawScenario(seed), { isTraced: true }),
    ]
    expect(first.trace.length).toBeGreaterThan(10)
    expect(second).toEqual(first)
  }
})
