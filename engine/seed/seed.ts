// The main job: generate → stage → drain → ClickHouse, until every batch of this process's share is in.
import { join } from 'node:path'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import type { Config } from '../config/config.ts'
import { DeadLetters } from '../drain/dead-letters.ts'
import { Drain } from '../drain/drain.ts'
import { LedgerWriter } from '../ledger/ledger.ts'
import { datasetId } from '../plan/run.ts'
import { ProducerPool } from '../produce/producer-pool.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import { openStaging, type OpenedStaging } from '../staging/open-staging.ts'
import { stagedBytesGate } from '../staging/staged-bytes-gate.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { batchShare, type BatchShare } from './batch-share.ts'
import { openRun, type OpenedRun } from './open-run.ts'
import { PendingBatches } from './pending-batches.ts'
import { produceBatches } from './produce-batches.ts'
import type { SeedOptions } from './seed-options.ts'
import { seedReport, type SeedReport } from './seed-report.ts'

const insertsInFlightMax = 4
/** Blocks handed out: those being inserted, and those whose commit waits for one of them. */
const blocksInFlightMax = 2 * insertsInFlightMax

export interface SeedObserver {
  /** A line for people. */
  notify(message: string): void
  /** The pipeline is about to run; the counters change from now on. */
  onStart(counters: PipelineCounters, share: BatchShare, backlog: () => Promise<{ blocks: number }>): void
}

export interface SeedResult {
  readonly report: SeedReport
  /** False when it was interrupted. */
  readonly isComplete: boolean
}

export async function seed(
  config: Config,
  options: SeedOptions,
  observer: SeedObserver,
  signal: AbortSignal,
): Promise<SeedResult> {
  const dataset = datasetNamed(options.dataset)
  const opened = await openWarehouse(config, (message) => observer.notify(message))
  try {
    observer.notify(`warehouse: ${opened.description}`)
    await ensureTables(opened.warehouse, dataset, config.TTL_MONTHS)
    const openedRun = await openRun(opened.warehouse, dataset, options, Date.now())
    const staging = await openStaging(config, (message) => observer.notify(message))
    try {
      observer.notify(`staging: ${staging.description}`)
      return await new SeedRun(config, options, observer, opened.warehouse, staging, openedRun).run(signal)
    } finally {
      await staging.close()
    }
  } finally {
    await opened.close()
  }
}

class SeedRun {
  readonly #config: Config
  readonly #options: SeedOptions
  readonly #observer: SeedObserver
  readonly #warehouse: Warehouse
  readonly #staging: OpenedStaging['staging']
  readonly #run: OpenedRun['run']
  readonly #share: BatchShare
  readonly #counters = new PipelineCounters()

  constructor(
    config: Config,
    options: SeedOptions,
    observer: SeedObserver,
    warehouse: Warehouse,
    { staging }: OpenedStaging,
    { run, batchesIn }: OpenedRun,
  ) {
    this.#config = config
    this.#options = options
    this.#observer = observer
    this.#warehouse = warehouse
    this.#staging = staging
    this.#run = run
    this.#share = batchShare(run, options.range, batchesIn)
    this.#counters.rowsAlreadyIn = this.#share.rowsIn
  }

  async run(interrupt: AbortSignal): Promise<SeedResult> {
    const startedAtMs = performance.now()
    const pending = new PendingBatches({
      missing: this.#share.missing,
      datasetId: datasetId(this.#run),
      onIn: (rowCount) => (this.#counters.rowsInserted += rowCount),
    })
    if (pending.count > 0) {
      this.#observer.onStart(this.#counters, this.#share, () => this.#staging.backlog())
      await this.#pump(pending, interrupt)
    }
    const report = seedReport({
      run: this.#run,
      share: this.#share,
      counters: this.#counters,
      elapsedMs: performance.now() - startedAtMs,
      format: this.#options.format,
      staging: this.#staging.kind,
      workerCount: this.#options.workerCount,
    })
    return { report, isComplete: pending.count === 0 }
  }

  /** Runs producers and drain side by side until nothing is pending, one of them fails, or the user has had enough. */
  async #pump(pending: PendingBatches, interrupt: AbortSignal): Promise<void> {
    const stop = new AbortController()
    const signal = AbortSignal.any([interrupt, stop.signal])
    const retry = { retrySecondsMax: this.#config.RETRY_SECONDS, signal }
    const ledger = new LedgerWriter(this.#warehouse, { retrySecondsMax: this.#config.RETRY_SECONDS })
    const drain = await this.#openDrain(pending, ledger, signal)
    const pool = new ProducerPool(this.#options.workerCount, this.#run, {
      format: this.#options.format,
      compression: this.#staging.kind === 'none' ? 'stored' : 'lz4',
    })
    const produced = produceBatches({
      batches: this.#share.missing.keys(),
      pool,
      laneCount: this.#options.workerCount + 1,
      staging: this.#staging,
      gate: stagedBytesGate(this.#staging, this.#config.STAGED_BYTES_MAX),
      counters: this.#counters,
      retry,
      signal,
    })
    const drained = drain.run()
    const allIn = produced.then(() => pending.waitUntilIn(this.#warehouse, this.#staging, retry, signal))
    try {
      // The drain ends only by failing, as long as it is not stopped.
      await Promise.race([allIn, drained])
      await allIn
    } catch (error) {
      stop.abort(error)
      await this.#staging.close() // frees a lane that waits for room which nobody will make
      throw error
    } finally {
      await Promise.allSettled([allIn])
      await drain.stop()
      await Promise.allSettled([drained])
      await ledger.flush()
      await pool.close()
    }
    await drained
  }

  async #openDrain(pending: PendingBatches, ledger: LedgerWriter, signal: AbortSignal): Promise<Drain> {
    const consumer = await this.#staging.consume({ blocksInFlightMax })
    return new Drain({
      consumer,
      warehouse: this.#warehouse,
      ledger,
      deadLetters: new DeadLetters(join(this.#config.DATA_DIR, 'dead-letters')),
      counters: this.#counters,
      retry: { retrySecondsMax: this.#config.RETRY_SECONDS, signal },
      insertsInFlightMax,
      onInserted: (header) => pending.markIn(header.datasetId, header.batch),
      onDeadLettered: (header, reason) => {
        this.#observer.notify(`dead letter: ${reason}`)
        if (header?.datasetId === datasetId(this.#run)) pending.settle(header.batch)
      },
    })
  }
}
