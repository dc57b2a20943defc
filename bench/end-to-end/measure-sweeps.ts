// Measures how the speed of seeding depends on its settings, every point once a round.
import { availableParallelism } from 'node:os'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import type { BenchReport, SweepResult } from '../report/bench-report.ts'
import type { Arena } from './contender.ts'
import { freshTables } from './fresh-tables.ts'
import { runContenders, type RunContendersOptions } from './run-contenders.ts'
import { runSeed } from './run-seed.ts'
import { sweepContender } from './sweep-contender.ts'
import { sweepsFrom, type SweptSettings } from './sweep-points.ts'
import { sweepResults } from './sweep-results.ts'

export interface MeasureSweepsOptions extends Omit<RunContendersOptions, 'contenders'> {
  /** Of each point, but for those that vary the rows. */
  readonly rows: number
  readonly rowCounts: readonly number[]
}

export interface MeasuredSweeps {
  readonly results: SweepResult[]
  readonly skipped: BenchReport['skipped']
}

export async function measureSweeps(arena: Arena, options: MeasureSweepsOptions): Promise<MeasuredSweeps> {
  const { rows, rowCounts, observer, signal } = options
  observer.starts('sweeps: what the defaults are')
  const usual = await usualSettings(arena, rows, signal).catch(errorMessage)
  if (typeof usual === 'string') {
    return { results: [], skipped: signal.aborted ? [] : [{ what: 'sweeps', why: usual }] }
  }
  const sweeps = sweepsFrom({ usual, cores: availableParallelism(), rowCounts })
  // Points of a sweep come one after the other: those that are compared are measured within a moment.
  const contenders = sweeps.flatMap((sweep) => sweep.points.map((point) => sweepContender(sweep, point, signal)))
  const { results, skipped } = await runContenders(arena, { ...options, contenders })
  return { results: sweepResults(sweeps, results), skipped }
}

/** By a first run, which also lets the server see such rows before they are measured. */
async function usualSettings(arena: Arena, rows: number, signal: AbortSignal): Promise<SweptSettings> {
  await freshTables(arena)
  const { settings } = await runSeed(arena, { staging: 'none', rows }, signal)
  return { ...settings, rows, rollups: 1 }
}
