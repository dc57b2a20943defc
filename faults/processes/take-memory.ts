// Leaves a running process no memory beyond what it has: the next allocation fails, in whichever of its threads.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** One that has ended is passed over. */
export async function takeMemory(processId: number | undefined): Promise<void> {
  if (processId === undefined) return
  try {
    await promisify(execFile)('prlimit', ['--pid', String(processId), '--as=1'])
  } catch (error) {
    if (!String(error).includes('No such process')) throw error
  }
}
