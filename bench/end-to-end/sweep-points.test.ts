import { expect, test } from 'vitest'
import { sweepsFrom, type SweepsOptions } from './sweep-points.ts'

const usual = { workers: 2, batchRows: 200_000, insertsInFlight: 4, rows: 2e6, rollups: 1 }

function valuesOf(options: Partial<SweepsOptions> = {}): Record<string, number[]> {
  const sweeps = sweepsFrom({ usual, cores: 2, rowCounts: [1e6, 1e7], ...options })
  return Object.fromEntries(sweeps.map(({ setting, points }) => [setting, points.map(({ value }) => value)]))
}

test('each setting has its values, rising, once, the usual one among them', () => {
  expect(valuesOf()).toEqual({
    workers: [1, 2, 3, 4],
    batchRows: [25_000, 50_000, 100_000, 200_000, 400_000, 800_000],
    insertsInFlight: [1, 2, 4, 8],
    rollups: [0, 1],
    rows: [1e6, 1e7],
  })
  expect(valuesOf({ cores: 8 })['workers']).toEqual([1, 2, 3, 4, 8])
  expect(valuesOf({ usual: { ...usual, batchRows: 65_536 } })['batchRows']).toContain(65_536)
})

test('a point differs from the usual settings in the one that is swept', () => {
  for (const { setting, points } of sweepsFrom({ usual, cores: 2, rowCounts: [1e6, 1e7] })) {
    for (const { value, settings } of points) expect(settings).toEqual({ ...usual, [setting]: value })
  }
})

test('runs of many rows are held against the first count, all else against what is usual', () => {
  const found = sweepsFrom({ usual, cores: 2, rowCounts: [1e6, 1e7] })
  expect(Object.fromEntries(found.map((sweep) => [sweep.setting, sweep.usual]))).toEqual({ ...usual, rows: 1e6 })
  for (const { points, usual: value } of found) expect(points.map((point) => point.value)).toContain(value)
})
