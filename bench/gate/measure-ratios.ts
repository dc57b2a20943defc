// How fast each case is as a multiple of the reference, the two measured in turns: what else the machine has to do, and how
// fast it is, meets both alike.
//
// CPU time is what counts, for it stands still while others have the core. The least of each over all rounds is compared:
// whatever disturbs a round only adds to it.
import { z } from 'zod'
import type { GateCase } from './gate-cases.ts'

export const ratiosSchema = z.record(z.string(), z.number().positive())

/** By the case's name: 2 means that the reference takes twice as long as the case. */
export type Ratios = Readonly<z.output<typeof ratiosSchema>>

export interface MeasureRatiosOptions {
  readonly cases: readonly GateCase[]
  readonly reference: () => void
  readonly roundCount: number
}

export async function measureRatios({ cases, reference, roundCount }: MeasureRatiosOptions): Promise<Ratios> {
  const measured = cases.map((gateCase) => ({ gateCase, caseMicros: Infinity, referenceMicros: Infinity }))
  for (let round = 0; round < roundCount; round++) {
    for (const least of measured) {
      const { work, rest } = least.gateCase
      least.referenceMicros = Math.min(least.referenceMicros, cpuMicros(reference))
      least.caseMicros = Math.min(least.caseMicros, cpuMicros(work))
      await rest?.()
    }
  }
  return Object.fromEntries(
    measured.map(({ gateCase, caseMicros, referenceMicros }) => [gateCase.name, referenceMicros / caseMicros]),
  )
}

function cpuMicros(work: () => void): number {
  // Of the whole process: what the kernel says of one thread is only as exact as the timer's ticks.
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
