// Makes something once for a whole test run, however many test files and worker processes ask for it at once.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorMessage, systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { inject } from 'vitest'

const waitMsMax = 110_000
const lookEveryMs = 50

/** The first who asks makes it, the others wait. What fails is not tried again: it fails for all of them. */
export async function oncePerRun(name: string, make: () => Promise<unknown>): Promise<void> {
  const dir = join(inject('dataDir'), `once-${name}`)
  const problem = (await isFirst(dir)) ? await madeIn(dir, make) : await waitedFor(dir, name)
  if (problem !== '') throw new Error(`"${name}", which is made once for the run, failed: ${problem}`)
}

async function isFirst(dir: string): Promise<boolean> {
  try {
    await mkdir(dir)
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Gives what went wrong, empty when all is well; so do those who wait. */
async function madeIn(dir: string, make: () => Promise<unknown>): Promise<string> {
  let problem = ''
  try {
    await make()
  } catch (error) {
    problem = errorMessage(error) || 'for no reason given'
  }
  await writeFile(join(dir, 'outcome.new'), problem)
  await rename(join(dir, 'outcome.new'), join(dir, 'outcome'))
  return problem
}

async function waitedFor(dir: string, name: string): Promise<string> {
  const giveUpAtMs = performance.now() + waitMsMax
  while (performance.now() < giveUpAtMs) {
    try {
      return await readFile(join(dir, 'outcome'), 'utf8')
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
      await sleep(lookEveryMs)
    }
  }
  throw new Error(`"${name}" was not made by another test file within ${waitMsMax / 1000} s`)
}
