// A seeding process, and something that happens to it at a random moment.
import { setTimeout as sleep } from 'node:timers/promises'
import type { MillraceResult } from '@millrace/engine/testing/run-millrace.ts'
import { expect } from 'vitest'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import type { PipelineTry } from './test-pipeline.ts'

const afterMsMax = 3_000
const runMsMax = 120_000

/** Resolves to how the process ended, which may have been before anything happened; rejects when `fault` does. */
export async function seedWhile(
  attempt: PipelineTry,
  args: readonly string[],
  random: RandomNumber,
  fault: () => Promise<unknown>,
): Promise<MillraceResult> {
  const seeding = attempt.start(...args)
  try {
    await seeding.untilStderr(/warehouse: /)
    await sleep(random() * afterMsMax)
    await fault()
    const tooLong = setTimeout(() => seeding.child.kill('SIGKILL'), runMsMax)
    const result = await seeding.result
    clearTimeout(tooLong)
    if (result.ended === 'SIGKILL') throw new Error(`it had not ended after ${runMsMax / 1000} s: ${result.stderr}`)
    return result
  } finally {
    seeding.child.kill('SIGKILL')
  }
}

/** A run that ended well, or says to give the same command again. */
export function expectEndedOrAgain({ ended, stderr }: MillraceResult): void {
  if (ended !== 0) expect([ended, stderr]).toEqual([1, expect.stringMatching(/run the same command again/)])
}
