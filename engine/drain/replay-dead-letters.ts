// Inserts dead letters again, each under its own token. One whose batch is in meanwhile is taken off the list, no more.
import { assertBlockIntact } from '../block/block.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { ledgerEntry, LedgerWriter } from '../ledger/ledger.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { assertOwnToken } from './assert-own-token.ts'
import { CurrentRuns, unknownRun } from './current-runs.ts'
import type { DeadLetter, DeadLetters } from './dead-letters.ts'
import { KnownBatches } from './known-batches.ts'
import { OwnParts } from './own-parts.ts'

export interface ReplayResult {
  readonly taken: number
  /** Those that stay, with the reason of now. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** All of them unless some are named. Throws when the warehouse stays away for `retrySecondsMax`; what was taken by then has left the list. */
export async function replayDeadLetters(
  warehouse: WarehousePort,
  deadLetters: DeadLetters,
  retrySecondsMax: number,
  letters?: readonly DeadLetter[],
): Promise<ReplayResult> {
  const retry = { retrySecondsMax }
  const ledger = new LedgerWriter(warehouse, retry)
  const parts = {
    warehouse,
    ledger,
    currentRuns: new CurrentRuns(warehouse),
    knownBatches: new KnownBatches(warehouse),
    ownParts: new OwnParts(warehouse, retry),
  }
  const refused: { name: string; reason: string }[] = []
  let taken = 0
  for (const letter of letters ?? (await deadLetters.list())) {
    const reason = await retryWhileAway(retry, () => insertLetter(letter, parts))
    if (reason === undefined) {
      await ledger.flush()
      await deadLetters.remove(letter)
      taken++
    } else refused.push({ name: letter.name, reason })
  }
  return { taken, refused }
}

interface ReplayParts {
  readonly warehouse: WarehousePort
  readonly currentRuns: CurrentRuns
  readonly knownBatches: KnownBatches
  readonly ownParts: OwnParts
  readonly ledger: LedgerWriter
}

/** Returns why the letter cannot be taken, or undefined when it is in. */
async function insertLetter(
  { block: letter, reason }: DeadLetter,
  { warehouse, currentRuns, knownBatches, ownParts, ledger }: ReplayParts,
): Promise<string | undefined> {
  if (letter === undefined) return reason
  const standing = currentRuns.standingOfLive(letter.header) ?? (await currentRuns.standingOf(letter.header))
  if (standing === 'gone') return `the table it belongs to is gone: ${letter.header.dataset} was dropped since`
  if (standing === 'unknown') return unknownRun(letter.header).message
  if (await knownBatches.has(letter.header)) return undefined
  try {
    assertBlockIntact(letter)
    assertOwnToken(letter.header)
    const block = await ownParts.of(letter)
    if (block === undefined) return undefined
    await warehouse.insertBlock(block)
    ledger.record(ledgerEntry(block.header))
    knownBatches.add(block.header)
  } catch (error) {
    if (isMillraceError(error) && !error.canRetry) return error.message
    throw error
  }
  return undefined
}
