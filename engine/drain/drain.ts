// Takes staged blocks and puts each into the warehouse exactly once.
//
// For every block, in this order: checksum (of one that was outside of this process), insert under the block's token (again
// and again while the warehouse is away), ledger, commit. A block is committed only after its insert was acknowledged, so one that is interrupted anywhere comes
// again, and its token makes the second insert change nothing. What the warehouse refuses becomes a dead letter with the
// reason, and is committed then. Anything unknown stops the drain.
import { assertBlockIntact, type Block, type BlockHeader } from '../block/block.ts'
import { isMillraceError, MillraceError } from '../errors/millrace-error.ts'
import { isLiveStreamId } from '../intake/live-stream.ts'
import { ledgerEntry, type LedgerWriter } from '../ledger/ledger.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import type { StagedBlock, StagingConsumer } from '../staging/staging.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { assertOwnToken } from './assert-own-token.ts'
import { CurrentRuns, unknownRun } from './current-runs.ts'
import type { DeadLetters } from './dead-letters.ts'
import { KnownBatches } from './known-batches.ts'
import { OwnParts } from './own-parts.ts'

export interface DrainOptions {
  readonly consumer: StagingConsumer
  readonly warehouse: WarehousePort
  readonly ledger: LedgerWriter
  readonly deadLetters: DeadLetters
  readonly counters: PipelineCounters
  readonly retry: RetryOptions
  readonly insertsInFlightMax: number
  readonly onInserted?: (header: BlockHeader) => void
  readonly onDeadLettered?: (header: BlockHeader | undefined, reason: string) => void
}

/**
 * So often the warehouse has to refuse a block until that is believed: what lies between may have cut or damaged it, and
 * then the server refuses what nobody has sent.
 */
const refusalsMax = 3

function perhapsPassing(refusal: MillraceError): MillraceError {
  return new MillraceError('WAREHOUSE_UNAVAILABLE', refusal.message, { cause: refusal })
}

export class Drain {
  readonly #options: DrainOptions
  readonly #currentRuns: CurrentRuns
  readonly #knownBatches: KnownBatches
  readonly #ownParts: OwnParts
  readonly #retry: RetryOptions
  readonly #inFlight = new Set<Promise<void>>()
  readonly #committing = new Set<Promise<void>>()
  #isStopping = false
  #failure: { readonly error: unknown } | undefined

  constructor(options: DrainOptions) {
    this.#options = options
    this.#currentRuns = new CurrentRuns(options.warehouse)
    this.#knownBatches = new KnownBatches(options.warehouse)
    this.#retry = {
      ...options.retry,
      onRetry: (error) => {
        options.counters.insertRetries++
        options.retry.onRetry?.(error)
      },
    }
    this.#ownParts = new OwnParts(options.warehouse, this.#retry)
  }

  /** Resolves after `stop`, once nothing is in flight. Rejects with what the drain could not go on after. */
  async run(): Promise<void> {
    for await (const staged of this.#options.consumer) {
      if (this.#isStopping) break
      this.#start(staged)
      while (this.#inFlight.size >= this.#options.insertsInFlightMax) await Promise.race(this.#inFlight)
      if (this.#failure !== undefined) break
    }
    await Promise.all(this.#inFlight)
    await Promise.all(this.#committing)
    if (this.#failure !== undefined) throw this.#failure.error
  }

  /** Takes no more blocks; what is in flight is finished. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#inFlight)
    await Promise.all(this.#committing)
    await this.#options.consumer.close()
  }

  #start(staged: StagedBlock): void {
    const { counters } = this.#options
    counters.insertsInFlight++
    const work = this.#handle(staged)
      .then(() => this.#track(this.#committing, this.#commit(staged)))
      .finally(() => counters.insertsInFlight--)
    this.#track(this.#inFlight, work)
  }

  /** Of live events the ledger is all there is to prove them by, and what has left staging never comes again to be named in it. */
  async #commit(staged: StagedBlock): Promise<void> {
    const { consumer, ledger } = this.#options
    if (staged.ok && isLiveStreamId(staged.block.header.datasetId)) await ledger.flush()
    await consumer.commit(staged)
  }

  /** Never rejects: the first failure is kept, ends the iteration, and is thrown by `run`. */
  #track(set: Set<Promise<void>>, work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => {
      this.#failure ??= { error }
      return this.#options.consumer.close().catch((closeError: unknown) => {
        this.#failure ??= { error: closeError }
      })
    })
    set.add(tracked)
    void tracked.finally(() => set.delete(tracked))
  }

  async #handle(staged: StagedBlock): Promise<void> {
    if (!staged.ok) {
      await this.#options.deadLetters.addUnreadable(staged.raw, staged.position, staged.error.message)
      this.#deadLettered(undefined, staged.error.message)
      return
    }
    try {
      await this.#insert(staged.block)
    } catch (error) {
      if (!isMillraceError(error, 'WAREHOUSE_REJECTED') && !isMillraceError(error, 'CORRUPT_RECORD')) throw error
      await this.#options.deadLetters.add(staged.block, error.message)
      this.#deadLettered(staged.block.header, error.message)
    }
  }

  async #insert(staged: Block): Promise<void> {
    const { consumer, warehouse, ledger, counters, onInserted } = this.#options
    if (consumer.isFromOutside) assertBlockIntact(staged)
    // Not awaited for a live block: its parts have their turn in the order in which the blocks came.
    const standing =
      this.#currentRuns.standingOfLive(staged.header) ??
      (await retryWhileAway(this.#retry, () => this.#currentRuns.standingOf(staged.header)))
    if (standing === 'unknown') throw unknownRun(staged.header)
    assertOwnToken(staged.header)
    const block = standing === 'gone' ? undefined : await this.#ownParts.of(staged)
    if (block === undefined || (await this.#isKnown(staged.header))) {
      counters.blocksPassedOver++
      return
    }
    const { header } = block
    let refusals = 0
    await retryWhileAway(this.#retry, async () => {
      const startedAtMs = performance.now()
      await warehouse.insertBlock(block).catch((error: unknown) => {
        throw isMillraceError(error, 'WAREHOUSE_REJECTED') && ++refusals < refusalsMax ? perhapsPassing(error) : error
      })
      counters.recordInsert(performance.now() - startedAtMs)
    })
    ledger.record(ledgerEntry(header))
    this.#knownBatches.add(header)
    counters.blocksInserted++
    onInserted?.(header)
  }

  #isKnown(header: BlockHeader): Promise<boolean> {
    return retryWhileAway(this.#retry, () => this.#knownBatches.has(header))
  }

  #deadLettered(header: BlockHeader | undefined, reason: string): void {
    this.#options.counters.blocksDeadLettered++
    this.#options.onDeadLettered?.(header, reason)
  }
}
