// Seeding with certain settings, as a contender: straight from the workers, in the default format.
import type { Contender } from './contender.ts'
import { disableRollups } from './disable-rollups.ts'
import { runSeed } from './run-seed.ts'
import type { Sweep, SweepPoint } from './sweep-points.ts'

export function sweepId({ setting }: Pick<Sweep, 'setting'>, { value }: Pick<SweepPoint, 'value'>): string {
  return `sweep ${setting}=${value}`
}

export function sweepContender(sweep: Sweep, point: SweepPoint, signal: AbortSignal): Contender {
  const { rollups, ...settings } = point.settings
  return {
    id: sweepId(sweep, point),
    kind: 'seed',
    title: `${sweep.title}: ${point.value}`,
    prepare: () => Promise.resolve(undefined),
    async measure(arena) {
      if (rollups === 0) await disableRollups(arena)
      return runSeed(arena, { ...settings, staging: 'none' }, signal)
    },
  }
}
