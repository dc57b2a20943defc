// Seeds while one of the processes that take part is struck, and does afterwards what a user would: gives the same command
// again where the seeding process died or says so, and nothing else.
import { setTimeout as sleep } from 'node:timers/promises'
import type { MillraceResult, RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { z } from 'zod'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import type { PipelineTry } from '../pipeline/test-pipeline.ts'

export const rowCount = 300_000
export const seedArguments = ['seed', '--json', '--rows', String(rowCount), '--batch-rows', '5000']
const reportSchema = z.object({ rowsAlreadyIn: z.number() })

export interface SeedFault {
  readonly attempt: PipelineTry
  /** The seeding process, when the moment has come. */
  readonly strike: (seeding: RunningMillrace) => Promise<void>
  readonly random: RandomNumber
  /** The moment is at a random share of it. */
  readonly usualMs: number
  /** Whether the run may end as it has; one that ended with 0 always may. */
  readonly mayEnd: (result: MillraceResult) => boolean
}

export async function seedUnderFault(fault: SeedFault): Promise<FaultOutcome> {
  const { attempt, random, usualMs, mayEnd } = fault
  const seeding = attempt.start(...seedArguments)
  await sleep(random() * usualMs)
  await fault.strike(seeding)
  const first = await seeding.result
  if (first.ended !== 0) {
    if (!mayEnd(first)) throw new Error(`the run ended with ${first.ended}: ${first.stderr}`)
    await runAgain(attempt)
  }
  return attempt.outcome(rowCount)
}

/** It must come to its end, and make nothing again that the ledger names. */
async function runAgain(attempt: PipelineTry): Promise<void> {
  const named = await attempt.run('sql', `SELECT sum(row_count) FROM ${attempt.name}.ingested_batches FINAL`)
  const rowsNamed = named.ended === 0 ? Number(named.stdout) : 0 // there may be no ledger yet
  const second = await attempt.run(...seedArguments)
  if (second.ended !== 0) throw new Error(`the second run ended with ${second.ended}: ${second.stderr}`)
  const { rowsAlreadyIn } = reportSchema.parse(JSON.parse(second.stdout.trim().split('\n').at(-1) ?? ''))
  if (rowsAlreadyIn < rowsNamed) throw new Error(`${rowsNamed} rows were in, only ${rowsAlreadyIn} were known to be`)
}
