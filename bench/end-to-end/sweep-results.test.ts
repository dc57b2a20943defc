import { expect, test } from 'vitest'
import { spreadOf } from '../measure/spread.ts'
import { sweepSchema } from '../report/bench-report.ts'
import { sweepsFrom } from './sweep-points.ts'
import { sweepResults } from './sweep-results.ts'

const usual = { workers: 2, batchRows: 200_000, insertsInFlight: 4, rows: 2e6, rollups: 1 }
const sweeps = sweepsFrom({ usual, cores: 2, rowCounts: [1e6] })

const run = (id: string, samples: number[]) => ({
  id,
  rowsPerSecond: spreadOf(samples),
  peakRssBytes: spreadOf([1e8]),
})

test('the fastest point in the median is the best; points and sweeps that were not measured are left out', () => {
  const results = sweepResults(sweeps, [
    run('sweep workers=2', [5, 6, 7]),
    run('sweep workers=3', [1, 8, 9]),
    run('sweep rollups=1', [3]),
    run('sweep rollups=0', [4]),
    run('sweep rows=1000000', [2]),
  ])
  expect(results.map(({ points, ...result }) => ({ ...result, values: points.map(({ value }) => value) }))).toEqual([
    { setting: 'workers', title: 'worker threads', usual: 2, best: 3, values: [2, 3] },
    { setting: 'rollups', title: 'without and with rollups', usual: 1, best: 0, values: [0, 1] },
    { setting: 'rows', title: 'rows of a run', usual: 1e6, best: 1e6, values: [1e6] },
  ])
  for (const result of results) expect(sweepSchema.parse(result)).toEqual(result)
})

test('nothing measured is no result', () => {
  expect(sweepResults(sweeps, [])).toEqual([])
})
