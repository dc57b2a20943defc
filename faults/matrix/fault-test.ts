// Registers a row of the fault matrix as a test, tried as often as this run asks for, and keeps what it came to.
//
// `make test-faults` makes every fault as often as its row says, or FAULT_TIMES each, and writes the results; `make test` tries a
// few rows once or twice. Tries are random but for their seed, which is printed: FAULT_SEED=… FAULT_TRY=… do one of them again.
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { test } from 'vitest'
import type { FaultOutcome, FaultRow } from './fault-row.ts'
import { forgetTries, isFullMatrix, isListing, recordTry } from './fault-results.ts'
import { randomNumbers, type RandomNumber } from './random-numbers.ts'

const seed = process.env['FAULT_SEED'] ?? String(Date.now())
const onlyTry = process.env['FAULT_TRY']
const fullTimes = process.env['FAULT_TIMES']
const isRecorded = isFullMatrix && onlyTry === undefined
const secondsMaxPerTry = 180
/** So many that a row is done in minutes, so few that a run still comes to its end between them. */
const faultsMaxPerTry = 10

/**
 * `random` is of this try alone, which may make the fault up to `faultsMax` times. Resolves to what was lost and what was twice;
 * throws for all else that is wrong.
 */
export type TryFault = (random: RandomNumber, faultsMax: number) => Promise<FaultOutcome>

export function faultTest(row: FaultRow, tryFault: TryFault): void {
  if (isListing) {
    test(JSON.stringify(row), () => undefined)
    return
  }
  const times = isFullMatrix ? Number(fullTimes ?? row.times.full) : row.times.short
  if (times === 0) return
  test(`${row.fault}: ${row.holds}`, { timeout: times * secondsMaxPerTry * 1000 }, async () => {
    const faultsMax = Math.min(faultsMaxPerTry, times)
    if (onlyTry !== undefined) {
      await tryOnce(row, Number(onlyTry), faultsMax, tryFault)
      return
    }
    for (let faults = 0, index = 0; faults < times; index++) {
      try {
        const outcome = await tryOnce(row, index, faultsMax, tryFault)
        faults += outcome.faults ?? 1
        if (isRecorded) recordTry(row, outcome)
      } catch (error) {
        if (isRecorded) forgetTries(row)
        throw error
      }
    }
  })
}

async function tryOnce(row: FaultRow, index: number, faultsMax: number, tryFault: TryFault): Promise<FaultOutcome> {
  const again = `FAULT_TIMES=${faultsMax} FAULT_SEED=${seed} FAULT_TRY=${index}, row ${row.id}`
  const outcome = await tryFault(randomNumbers([seed, row.id, index]), faultsMax).catch((error: unknown) => {
    throw new Error(`${again}: ${errorMessage(error)}`, { cause: error })
  })
  const { rows, lost, duplicated } = outcome
  if (lost > 0 || duplicated > 0) {
    throw new Error(`${again}: of ${rows} rows, ${lost} are lost and ${duplicated} are in twice`)
  }
  return outcome
}
