// Inserts dead letters again, each under its own token: one that was in after all changes nothing.
import { assertBlockIntact } from '../block/block.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { LedgerWriter } from '../ledger/ledger.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { CurrentRuns, unknownRun } from './current-runs.ts'
import type { DeadLetter, DeadLetters } from './dead-letters.ts'

export interface ReplayResult {
  readonly taken: number
  /** Those that stay, with the reason of now. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** Throws when the warehouse stays away for `retrySecondsMax`; what was taken by then has left the list. */
export async function replayDeadLetters(
  warehouse: Warehouse,
  deadLetters: DeadLetters,
  retrySecondsMax: number,
): Promise<ReplayResult> {
  const retry = { retrySecondsMax }
  const ledger = new LedgerWriter(warehouse, retry)
  const currentRuns = new CurrentRuns(warehouse)
  const refused: { name: string; reason: string }[] = []
  let taken = 0
  for (const letter of await deadLetters.list()) {
    const reason = await retryWhileAway(retry, () => insertLetter(letter, warehouse, currentRuns, ledger))
    if (reason === undefined) {
      await ledger.flush()
      await deadLetters.remove(letter)
      taken++
    } else refused.push({ name: letter.name, reason })
  }
  return { taken, refused }
}

/** Returns why the letter cannot be taken, or undefined when it is in. */
async function insertLetter(
  { block, reason }: DeadLetter,
  warehouse: Warehouse,
  currentRuns: CurrentRuns,
  ledger: LedgerWriter,
): Promise<string | undefined> {
  if (block === undefined) return reason
  const { dataset, datasetId, batch, rowCount } = block.header
  const standing = await currentRuns.standingOf(block.header)
  if (standing === 'gone') return `the table it belongs to is gone: ${dataset} was dropped since`
  if (standing === 'unknown') return unknownRun(block.header).message
  try {
    assertBlockIntact(block)
    await warehouse.insertBlock(block)
  } catch (error) {
    if (isMillraceError(error) && !error.canRetry) return error.message
    throw error
  }
  ledger.record({ dataset, dataset_id: datasetId, batch, row_count: rowCount })
  return undefined
}
