import { expect, test } from 'vitest'
import { spreadOf } from '../measure/spread.ts'
import type { SweepResult } from '../report/bench-report.ts'
import { bestSettings } from './best-settings.ts'

function workers(rates: Readonly<Record<number, number[]>>): SweepResult {
  const points = Object.entries(rates).map(([value, samples]) => ({
    value: Number(value),
    rowsPerSecond: spreadOf(samples),
    peakRssBytes: spreadOf([1]),
  }))
  return { setting: 'workers', title: 'worker threads', points, usual: 2, best: 3 }
}

test('another value is better when it was faster in every round, and by more than noise', () => {
  const [best] = bestSettings([workers({ 1: [90, 90, 90], 2: [100, 200, 100], 3: [110, 240, 105] })])
  expect(best).toMatchObject({ variable: 'WORKERS', usual: 2, value: 3 })
  expect(best?.gain).toBeCloseTo(0.1)
})

test('the usual value stays when another one was faster in some rounds only, or hardly', () => {
  const stays = [{ variable: 'WORKERS', usual: 2, value: 2, gain: 0 }]
  expect(bestSettings([workers({ 2: [100, 100, 100], 3: [150, 150, 99] })])).toEqual(stays)
  expect(bestSettings([workers({ 2: [100, 100, 100], 3: [150, 150, 102] })])).toEqual(stays)
  expect(bestSettings([workers({ 2: [100, 100, 100], 3: [102, 102, 102] })])).toEqual(stays)
})

test('of several better ones it is the one that gains most', () => {
  expect(bestSettings([workers({ 2: [100, 100, 100], 3: [110, 110, 110], 4: [130, 130, 130] })])[0]?.value).toBe(4)
})

test('one that failed in a round is not better', () => {
  expect(bestSettings([workers({ 2: [100, 100, 100], 3: [150, 150] })])[0]?.value).toBe(2)
})

test('nothing is said of settings that nobody chooses for speed, without the usual value, or of too few rounds', () => {
  expect(bestSettings([{ ...workers({ 2: [1, 1, 1] }), setting: 'rows' }])).toEqual([])
  expect(bestSettings([workers({ 3: [1, 1, 1] })])).toEqual([])
  expect(bestSettings([workers({ 2: [1, 1], 3: [2, 2] })])).toEqual([])
})
