// Seeds while the processes that take part are struck, again and again, and does what a user would: gives the same command again
// where the seeding process died or says so, and nothing else.
import type { MillraceResult, RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { z } from 'zod'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import type { PipelineTry } from '../pipeline/test-pipeline.ts'
import { strikeUntil } from './strike-until.ts'

export const rowCount = 600_000
export const seedArguments = ['seed', '--json', '--rows', String(rowCount), '--batch-rows', '5000']
const reportSchema = z.object({ rowsAlreadyIn: z.number() })

export interface SeedFault {
  readonly attempt: PipelineTry
  /** The processes, when the moment has come. Resolves to how many were there. */
  readonly strike: (seeding: RunningMillrace) => Promise<number>
  readonly strikesMax: number
  readonly random: RandomNumber
  /** From one strike to the next is a random share of it, and from the start of a run to its first one. */
  readonly usualMs: number
  /** Whether a run may end as it has; one that ended with 0 always may. */
  readonly mayEnd: (result: MillraceResult) => boolean
}

export async function seedUnderFault(fault: SeedFault): Promise<FaultOutcome> {
  const { attempt, strike, strikesMax, random, usualMs, mayEnd } = fault
  let faults = 0
  let rowsNamed = 0
  for (;;) {
    const seeding = attempt.start(...seedArguments)
    const over = new AbortController()
    void seeding.result.finally(() => over.abort())
    const strikes = await strikeUntil(over.signal, {
      strike: () => strike(seeding),
      max: strikesMax - faults,
      pauseMs: () => random() * usualMs,
    })
    const result = await seeding.result
    faults += strikes
    if (result.ended === 0) {
      assertNothingAgain(result, rowsNamed)
      return { ...(await attempt.outcome(rowCount)), faults }
    }
    if (strikes === 0 || !mayEnd(result)) throw new Error(`the run ended with ${result.ended}: ${result.stderr}`)
    rowsNamed = await rowsInLedger(attempt)
  }
}

async function rowsInLedger(attempt: PipelineTry): Promise<number> {
  const named = await attempt.run('sql', `SELECT sum(row_count) FROM ${attempt.name}.ingested_batches FINAL`)
  return named.ended === 0 ? Number(named.stdout) : 0 // there may be no ledger yet
}

/** What the ledger names must not be made again. */
function assertNothingAgain({ stdout }: MillraceResult, rowsNamed: number): void {
  const { rowsAlreadyIn } = reportSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  if (rowsAlreadyIn < rowsNamed) throw new Error(`${rowsNamed} rows were in, only ${rowsAlreadyIn} were known to be`)
}
