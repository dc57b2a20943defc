// Seeds while the network between Millrace and a service is bad.
import type { FaultOutcome } from '../matrix/fault-row.ts'
import { seedDisturbed } from '../pipeline/seed-disturbed.ts'
import type { PipelineTry } from '../pipeline/test-pipeline.ts'
import { disturb, type DisturbOptions } from './disturb.ts'

/** Rejects also when no connection has met a toxic. */
export async function seedThroughToxics(
  attempt: PipelineTry,
  options: DisturbOptions,
  rowCount = 100_000,
): Promise<FaultOutcome> {
  const hitsBefore = options.proxy.hitCount
  const outcome = await seedDisturbed(attempt, {
    rowCount,
    batchRows: 5_000,
    disturb: (over) => disturb(options, over),
  })
  if (options.proxy.hitCount === hitsBefore) throw new Error('no connection has met what was to be tried')
  return outcome
}
