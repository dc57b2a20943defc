// One seeding process's run through the pipeline, from the first batch that is missing to the report.
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { DeadLetters } from '../drain/dead-letters.ts'
import { Drain } from '../drain/drain.ts'
import { errorMessage } from '../errors/error-message.ts'
import { LedgerWriter } from '../ledger/ledger.ts'
import { datasetId } from '../plan/run.ts'
import { ProducerPool } from '../produce/producer-pool.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { PipelineMonitor } from '../progress/pipeline-monitor.ts'
import type { RetryOptions } from '../retry/retry-while-away.ts'
import type { StagingChoice } from '../staging/choose-staging.ts'
import { stagedBytesGate } from '../staging/staged-bytes-gate.ts'
import type { Staging } from '../staging/staging.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { batchShare, type BatchShare } from './batch-share.ts'
import type { OpenedRun } from './open-run.ts'
import { openSeedMonitor } from './open-seed-monitor.ts'
import { PendingBatches } from './pending-batches.ts'
import { produceBatches } from './produce-batches.ts'
import type { SeedOptions } from './seed-options.ts'
import { seedReport, type SeedReport } from './seed-report.ts'

const insertsInFlightMax = 4
/** Blocks handed out: those being inserted, and those whose commit waits for one of them. */
const blocksInFlightMax = 2 * insertsInFlightMax
const tellAwayEveryMs = 10_000

export interface SeedObserver {
  /** A line for people. */
  notify(message: string): void
  /** The pipeline is about to run; the counters change from now on. */
  onStart(counters: PipelineCounters, share: BatchShare, monitor: PipelineMonitor): void
}

export interface SeedResult {
  readonly report: SeedReport
  /** False when it was interrupted. */
  readonly isComplete: boolean
}

export interface SeedRunOptions {
  readonly config: Config
  readonly options: SeedOptions
  readonly observer: SeedObserver
  readonly warehouse: Warehouse
  readonly choice: StagingChoice
  readonly opened: OpenedRun
}

export class SeedRun {
  readonly #config: Config
  readonly #options: SeedOptions
  readonly #observer: SeedObserver
  readonly #warehouse: Warehouse
  readonly #choice: StagingChoice
  readonly #run: OpenedRun['run']
  readonly #share: BatchShare
  readonly #counters = new PipelineCounters()
  #elapsedMs = 0
  #toldAwayAtMs = -Infinity

  constructor({ config, options, observer, warehouse, choice, opened }: SeedRunOptions) {
    this.#config = config
    this.#options = options
    this.#observer = observer
    this.#warehouse = warehouse
    this.#choice = choice
    this.#run = opened.run
    this.#share = batchShare(opened.run, options.range, opened.batchesIn)
    this.#counters.rowsAlreadyIn = this.#share.rowsIn
  }

  async run(interrupt: AbortSignal): Promise<SeedResult> {
    const pending = new PendingBatches({
      missing: this.#share.missing,
      datasetId: datasetId(this.#run),
      onIn: (rowCount) => (this.#counters.rowsInserted += rowCount),
    })
    if (pending.count > 0) await this.#pumpThroughStaging(pending, interrupt)
    const report = seedReport({
      run: this.#run,
      share: this.#share,
      counters: this.#counters,
      elapsedMs: this.#elapsedMs,
      format: this.#options.format,
      staging: this.#choice.kind,
      workerCount: this.#options.workerCount,
    })
    return { report, isComplete: pending.count === 0 }
  }

  async #pumpThroughStaging(pending: PendingBatches, interrupt: AbortSignal): Promise<void> {
    const notify = (message: string): void => this.#observer.notify(message)
    const opened = await this.#choice.open(notify)
    const { staging } = opened
    try {
      const monitor = await openSeedMonitor({
        config: this.#config,
        dataset: this.#run.dataset,
        rowsTotal: this.#share.rowCount,
        counters: this.#counters,
        staging,
        notify,
      })
      try {
        this.#observer.onStart(this.#counters, this.#share, monitor)
        // Starting and ending what is around the pipeline is not what is measured.
        const startedAtMs = performance.now()
        await this.#pump(staging, pending, interrupt).finally(() => (this.#elapsedMs = performance.now() - startedAtMs))
      } finally {
        await monitor.end()
      }
    } finally {
      await opened.close()
    }
  }

  /** Runs producers and drain side by side until nothing is pending, one of them fails, or the user has had enough. */
  async #pump(staging: Staging, pending: PendingBatches, interrupt: AbortSignal): Promise<void> {
    const stop = new AbortController()
    const signal = AbortSignal.any([interrupt, stop.signal])
    const retry = { retrySecondsMax: this.#config.RETRY_SECONDS, signal }
    const ledger = new LedgerWriter(this.#warehouse, retry)
    const drain = await this.#openDrain(staging, pending, ledger, retry)
    const pool = new ProducerPool(this.#options.workerCount, this.#run, {
      format: this.#options.format,
      compression: staging.kind === 'none' ? 'stored' : 'lz4',
    })
    const produced = produceBatches({
      batches: this.#share.missing.keys(),
      pool,
      laneCount: this.#options.workerCount + 1,
      staging,
      gate: stagedBytesGate(staging, this.#config.STAGED_BYTES_MAX),
      counters: this.#counters,
      retry: { ...retry, onRetry: () => this.#counters.stagingRetries++ },
      signal,
    })
    const drained = drain.run()
    const allIn = produced.then(() => pending.waitUntilIn(this.#warehouse, staging, retry, signal))
    try {
      // The drain ends only by failing, as long as it is not stopped.
      await Promise.race([allIn, drained])
      await allIn
    } catch (error) {
      stop.abort(error)
      await staging.close() // frees a lane that waits for room which nobody will make
      throw error
    } finally {
      await Promise.allSettled([allIn])
      await drain.stop()
      await Promise.allSettled([drained, ledger.flush()])
      await pool.close()
    }
    await drained
    await ledger.flush()
  }

  #tellAway(error: unknown): void {
    const nowMs = performance.now()
    if (nowMs - this.#toldAwayAtMs < tellAwayEveryMs) return
    this.#toldAwayAtMs = nowMs
    const { RETRY_SECONDS: seconds } = this.#config
    this.#observer.notify(`${errorMessage(error)}; trying again for up to ${seconds} s`)
  }

  async #openDrain(
    staging: Staging,
    pending: PendingBatches,
    ledger: LedgerWriter,
    retry: RetryOptions,
  ): Promise<Drain> {
    const consumer = await staging.consume({ blocksInFlightMax })
    return new Drain({
      consumer,
      warehouse: this.#warehouse,
      ledger,
      deadLetters: new DeadLetters(join(this.#config.DATA_DIR, 'dead-letters')),
      counters: this.#counters,
      retry: { ...retry, onRetry: (error) => this.#tellAway(error) },
      insertsInFlightMax,
      onInserted: (header) => pending.markIn(header.datasetId, header.batch),
      onDeadLettered: (header, reason) => {
        this.#observer.notify(`dead letter: ${reason}`)
        if (header?.datasetId === datasetId(this.#run)) pending.settle(header.batch)
      },
    })
  }
}
