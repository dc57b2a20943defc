import { expect, test } from 'vitest'
import type { BenchReport, RunResult } from '../report/bench-report.ts'
import { exampleReport } from '../report/testing/example-report.ts'
import { compareReports } from './compare-reports.ts'
import { comparisonText } from './comparison-text.ts'

const before = exampleReport({ seed: 1 })

/** `change`: to one run, the others stay. */
function withRun(report: BenchReport, id: string, change: (run: RunResult) => RunResult): BenchReport {
  return { ...report, runs: report.runs.map((run) => (run.id === id ? change(run) : run)) }
}

test('another bench of the same program has changed nothing', () => {
  let [compared, changed] = [0, 0]
  for (let seed = 2; seed < 40; seed++) {
    const { changes } = compareReports(before, exampleReport({ seed }))
    compared += changes.length
    changed += changes.filter(({ verdict }) => verdict === 'changed').length
  }
  expect(compared).toBeGreaterThan(1_000)
  expect(changed / compared).toBeLessThan(0.01)
})

test('a program that is a fifth faster is seen to be, in every run of it and in no other', () => {
  const { changes } = compareReports(before, exampleReport({ seed: 2, speed: 1.25 }))
  const changed = changes.filter(({ verdict }) => verdict === 'changed')
  const names = new Set(changed.map(({ what }) => what))
  for (const { id, kind } of before.runs) expect(names.has(id)).toBe(kind === 'seed')
  expect(changed.every(({ isBetter }) => isBetter)).toBe(true)
})

test('ratios are compared where both have them, rates where they have not', () => {
  const { changes } = compareReports(before, exampleReport({ seed: 2 }))
  const quantities = (id: string) =>
    changes
      .filter(({ what }) => what === id)
      .map(({ quantity }) => quantity)
      .sort()
  expect(quantities('seed native none')).toEqual(['peak memory', 'program CPU', 'share of L', 'share of server'])
  expect(quantities('limit native lz4')).toEqual(['rows/s'])
  expect(quantities('peer python')).toEqual(['rows/s'])
})

test('more memory is worse', () => {
  const after = withRun(before, 'seed native kafka', (run) => ({
    ...run,
    peakRssBytes: { median: 900e6, low: 890e6, high: 910e6, samples: [900e6, 890e6, 910e6, 900e6, 900e6] },
  }))
  const [first] = compareReports(before, after).changes
  expect(first).toMatchObject({
    what: 'seed native kafka',
    quantity: 'peak memory',
    verdict: 'changed',
    isBetter: false,
  })
})

test('the largest change is first, whether more or less', () => {
  const effects = compareReports(before, exampleReport({ seed: 2, speed: 1.5 })).changes.map(({ effect }) => effect)
  const sizes = effects.map((effect) => Math.abs(Math.log(1 + effect)))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
})

test('what is only in one of them is listed', () => {
  const [first, ...stages] = before.stages
  const comparison = compareReports(before, {
    ...before,
    stages,
    runs: before.runs.filter(({ id }) => id !== 'peer python'),
  })
  expect(comparison.onlyBefore).toEqual([`${first?.stage} ${first?.variant}`, 'peer python'])
  expect(comparison.onlyAfter).toEqual([])
  expect(comparisonText(comparison, false)).toContain('only in A: bound one copy of the bytes, peer python\n')
})

test('nothing is compared with zero', () => {
  const none = { median: 0, low: 0, high: 0, samples: [0] }
  const after = withRun(before, 'peer python', (run) => ({ ...run, rowsPerSecond: none }))
  expect(compareReports(before, after).changes.filter(({ what }) => what === 'peer python')).toEqual([])
})

test('as text: what changed, and a line that counts', () => {
  const comparison = compareReports(before, exampleReport({ seed: 2, speed: 1.25 }))
  const text = comparisonText(comparison, false)
  expect(text).toMatch(/^seed native kafka +share of L +0\.7\d +\S+ +0\.\d\d +\S+ +\+\S+ % +better$/m)
  expect(text).not.toMatch(/ % +within noise$/m)
  expect(text).toMatch(/^\d+ of \d+ changed beyond noise: \d+ better, 0 worse; \d+ within noise$/m)
  expect(comparisonText(comparison, true)).toMatch(/^limit native lz4 .* within noise$/m)
})

test('with one round nobody can tell', () => {
  const { summary } = compareReports(exampleReport({ rounds: 1 }), exampleReport({ rounds: 1, speed: 2 }))
  expect(summary).toMatch(/^0 of \d+ changed .* with too few rounds to tell/)
})
