// Leaves a running process no memory beyond what it has: the next allocation fails, in whichever of its threads.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Resolves to 1, or to 0 when it has ended. */
export async function takeMemory(processId: number | undefined): Promise<number> {
  if (processId === undefined) return 0
  try {
    await promisify(execFile)('prlimit', ['--pid', String(processId), '--as=1'])
    return 1
  } catch (error) {
    if (!String(error).includes('No such process')) throw error
    return 0
  }
}
