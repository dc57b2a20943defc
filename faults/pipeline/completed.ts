// The same command given again until it has nothing left to do, as a user would who reads what it says.
import type { FaultOutcome } from '../matrix/fault-row.ts'
import type { PipelineTry } from './test-pipeline.ts'

const runsMax = 4

/** Resolves to what is in then. Rejects when a run ends in a way that no user could go on from, or when it takes too many. */
export async function completed(
  attempt: PipelineTry,
  args: readonly string[],
  rowCount: number,
): Promise<FaultOutcome> {
  let said = ''
  for (let run = 0; run < runsMax; run++) {
    const { ended, stderr } = await attempt.run(...args)
    if (ended === 0) return attempt.outcome(rowCount)
    said += stderr
    if (ended !== 1 || /^unexpected: /m.test(stderr)) break
  }
  throw new Error(`the command does not complete: ${said}`)
}
