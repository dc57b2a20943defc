// Inserts dead letters again, each under its own token: one that was in after all changes nothing.
import { assertBlockIntact } from '../block/block.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { ledgerEntry, LedgerWriter } from '../ledger/ledger.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { CurrentRuns, unknownRun } from './current-runs.ts'
import type { DeadLetter, DeadLetters } from './dead-letters.ts'
import { OwnParts } from './own-parts.ts'

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
  const ownParts = new OwnParts(warehouse, retry)
  const refused: { name: string; reason: string }[] = []
  let taken = 0
  for (const letter of await deadLetters.list()) {
    const reason = await retryWhileAway(retry, () => insertLetter(letter, { warehouse, currentRuns, ownParts, ledger }))
    if (reason === undefined) {
      await ledger.flush()
      await deadLetters.remove(letter)
      taken++
    } else refused.push({ name: letter.name, reason })
  }
  return { taken, refused }
}

interface ReplayParts {
  readonly warehouse: Warehouse
  readonly currentRuns: CurrentRuns
  readonly ownParts: OwnParts
  readonly ledger: LedgerWriter
}

/** Returns why the letter cannot be taken, or undefined when it is in. */
async function insertLetter(
  { block: letter, reason }: DeadLetter,
  { warehouse, currentRuns, ownParts, ledger }: ReplayParts,
): Promise<string | undefined> {
  if (letter === undefined) return reason
  const standing = currentRuns.standingOfLive(letter.header) ?? (await currentRuns.standingOf(letter.header))
  if (standing === 'gone') return `the table it belongs to is gone: ${letter.header.dataset} was dropped since`
  if (standing === 'unknown') return unknownRun(letter.header).message
  try {
    assertBlockIntact(letter)
    const block = await ownParts.of(letter)
    if (block === undefined) return undefined
    await warehouse.insertBlock(block)
    ledger.record(ledgerEntry(block.header))
  } catch (error) {
    if (isMillraceError(error) && !error.canRetry) return error.message
    throw error
  }
  return undefined
}
