// What of a report can be compared with another report: every spread, under a name that is the same in both.
import type { Spread } from '../measure/spread.ts'
import type { BenchReport, RunResult } from '../report/bench-report.ts'
import { sweepValueWords } from '../report/sweep-value-words.ts'

export type Quantity = 'share of L' | 'share of server' | 'rows/s' | 'program CPU' | 'peak memory'

interface QuantityRule {
  readonly isMoreBetter: boolean
  /** A smaller change is none: see `beyond-noise.ts`. */
  readonly shareMin: number
  /** Measured against something else in the same round: the machine's pace is in both, and goes out. */
  readonly isRatio: boolean
}

/**
 * Ratios within a round come out again within a few percent, absolute rates and costs within some ten on the same machine:
 * it is not equally fast every day.
 */
export const quantityRules: Readonly<Record<Quantity, QuantityRule>> = {
  'share of L': { isMoreBetter: true, shareMin: 0.05, isRatio: true },
  'share of server': { isMoreBetter: true, shareMin: 0.05, isRatio: true },
  'rows/s': { isMoreBetter: true, shareMin: 0.1, isRatio: false },
  'program CPU': { isMoreBetter: false, shareMin: 0.1, isRatio: false },
  'peak memory': { isMoreBetter: false, shareMin: 0.1, isRatio: false },
}

export interface Measure {
  readonly what: string
  readonly quantity: Quantity
  readonly spread: Spread
}

export function measuresOf({ stages, runs, sweeps }: BenchReport): Measure[] {
  return [
    ...stages.map(({ stage, variant, rowsPerSecond }) => rate(`${stage} ${variant}`, rowsPerSecond)),
    ...runs.flatMap(runMeasures),
    ...sweeps.flatMap(({ setting, points }) =>
      points.map(({ value, rowsPerSecond }) => rate(`${setting} ${sweepValueWords(setting, value)}`, rowsPerSecond)),
    ),
  ]
}

function rate(what: string, spread: Spread): Measure {
  return { what, quantity: 'rows/s', spread }
}

/** The absolute rate too, for a report that has no ratio; whoever compares takes ratios where both have them. */
function runMeasures({ id, kind, rowsPerSecond, ratioToLimit, ratioToServer, ...run }: RunResult): Measure[] {
  const measures: Measure[] = [rate(id, rowsPerSecond)]
  const add = (quantity: Quantity, spread: Spread | undefined): void => {
    if (spread !== undefined) measures.push({ what: id, quantity, spread })
  }
  // Against themselves, limits never change.
  if (kind !== 'limit') add('share of L', ratioToLimit)
  if (kind !== 'server') add('share of server', ratioToServer)
  if (kind === 'seed') {
    add('program CPU', run.cpuSecondsPerMillionRows?.program)
    add('peak memory', run.peakRssBytes)
  }
  return measures
}
