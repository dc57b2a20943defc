import { expect, test } from 'vitest'
import { checkGate } from './check-gate.ts'
import { measureRatios } from './measure-ratios.ts'
import { referenceWork } from './reference-work.ts'

const once = referenceWork()
const twice = (): void => {
  once()
  once()
}
const roundCount = 15

test('work that is the reference has the ratio 1, work that is done twice half of it', async () => {
  const cases = [
    { name: 'same', work: once },
    { name: 'double', work: twice },
  ]
  const { same, double } = await measureRatios({ cases, reference: once, roundCount })
  expect(same).toBeGreaterThan(0.75)
  expect(same).toBeLessThan(1.33)
  expect(double).toBeGreaterThan(0.38)
  expect(double).toBeLessThan(0.66)
})

test('a case whose work has doubled does not pass the gate', async () => {
  const measure = (work: () => void) => () =>
    measureRatios({ cases: [{ name: 'case', work }], reference: once, roundCount })
  const baselines = await measure(once)()
  expect(await checkGate(measure(once), baselines)).toEqual([])
  expect(await checkGate(measure(twice), baselines)).toEqual([expect.stringMatching(/^case is at 0\.[3-5]/)])
})

test('what rests is not measured', async () => {
  const rested: string[] = []
  const rest = (): Promise<void> => {
    twice()
    rested.push('case')
    return Promise.resolve()
  }
  const { same = NaN } = await measureRatios({
    cases: [{ name: 'same', work: once, rest }],
    reference: once,
    roundCount,
  })
  expect(rested).toHaveLength(roundCount)
  expect(same).toBeGreaterThan(0.66)
})
