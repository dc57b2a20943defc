// What is done to processes from outside: killed at once, or stopped for some seconds and then let go on.
import { setTimeout as sleep } from 'node:timers/promises'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'

export const harms = ['kill', 'stop'] as const
export type Harm = (typeof harms)[number]

export const harmWords: Readonly<Record<Harm, string>> = { kill: 'kill -9 of', stop: 'SIGSTOP for 0.2 to 8 s of' }

const stopSecondsMin = 0.2
const stopSecondsMax = 8

/** Resolves to how many were struck, when all are dead or go on; one that does not run, or no longer, is passed over. */
export async function strike(
  harm: Harm,
  processIds: readonly (number | undefined)[],
  random: RandomNumber,
): Promise<number> {
  const stopMs = 1000 * (stopSecondsMin + random() * (stopSecondsMax - stopSecondsMin))
  const all = processIds.filter((processId) => processId !== undefined)
  if (harm === 'kill') return all.filter((processId) => signal(processId, 'SIGKILL')).length
  try {
    const stopped = all.filter((processId) => signal(processId, 'SIGSTOP'))
    if (stopped.length > 0) await sleep(stopMs)
    return stopped.length
  } finally {
    for (const processId of all) signal(processId, 'SIGCONT')
  }
}

/** False when it has ended by itself. */
function signal(processId: number, name: NodeJS.Signals): boolean {
  if (processId <= 1) throw new Error(`process ${processId} is nobody's to strike`) // 0 is the caller's own group
  try {
    return process.kill(processId, name)
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error
    return false
  }
}
