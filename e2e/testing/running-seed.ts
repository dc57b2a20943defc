// A seed that is longer than any test needs, ended as Ctrl-C does when the test is done or has seen enough.
import { startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { onTestFinished } from 'vitest'

const interruptedExitCode = 130
/** A seed takes a quarter: so few that workers wait for the drain, and leave the cores to the page that is tested. */
const stagedBytesMax = 8_000_000

export interface RunningSeed {
  /** Resolves when it has ended cleanly. */
  end(): Promise<void>
}

/** Through the spool, in small batches, so that the page sees every stage at work. */
export function runningSeed(environment: Readonly<Record<string, string>>): RunningSeed {
  const args = ['seed', '--rows', '20000000', '--batch-rows', '20000', '--staging', 'spool', '--workers', '1']
  const { child, result } = startMillrace(args, { ...environment, STAGED_BYTES_MAX: String(stagedBytesMax) })
  const end = async (): Promise<void> => {
    child.kill('SIGINT')
    const { ended, stderr } = await result
    if (ended !== interruptedExitCode) throw new Error(`the seed ended with ${ended}: ${stderr}`)
  }
  let ending: Promise<void> | undefined
  const endOnce = () => (ending ??= end())
  onTestFinished(endOnce)
  return { end: endOnce }
}
