// Seeds while something is being disturbed, and expects the run to end well by itself.
import type { FaultOutcome } from '../matrix/fault-row.ts'
import type { PipelineTry } from './test-pipeline.ts'

export interface SeedDisturbedOptions {
  readonly rowCount: number
  readonly batchRows: number
  /** Goes on until the signal aborts; all is as it was when it resolves. */
  readonly disturb: (over: AbortSignal) => Promise<void>
}

/** Throws when the run did not end with 0, which it does not with dead letters either. */
export async function seedDisturbed(attempt: PipelineTry, options: SeedDisturbedOptions): Promise<FaultOutcome> {
  const { rowCount, batchRows, disturb } = options
  const over = new AbortController()
  const disturbing = disturb(over.signal)
  const running = attempt.start('seed', '--rows', String(rowCount), '--batch-rows', String(batchRows))
  const { ended, stderr } = await running.result.finally(() => over.abort())
  await disturbing
  if (ended !== 0) throw new Error(`the run ended with ${ended}: ${stderr}`)
  return attempt.outcome(rowCount)
}
