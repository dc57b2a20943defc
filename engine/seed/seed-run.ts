// One seeding process's run through the pipeline, from the first batch that is missing to the report.
import type { Config } from '../config/config.ts'
import { datasetId } from '../plan/run.ts'
import { ProducerPool } from '../produce/producer-pool.ts'
import { openPipelineMonitor } from '../progress/open-pipeline-monitor.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { PipelineMonitor } from '../progress/pipeline-monitor.ts'
import type { StagingChoice } from '../staging/choose-staging.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { batchShare, type BatchShare } from './batch-share.ts'
import { defaultWorkerCount } from './default-worker-count.ts'
import type { OpenedRun } from './open-run.ts'
import { PendingBatches } from './pending-batches.ts'
import type { PumpBatchesOptions } from './pump-batches.ts'
import type { SeedOptions } from './seed-options.ts'
import { seedReport, type SeedReport } from './seed-report.ts'

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
  readonly choice: Pick<StagingChoice, 'kind' | 'open'>
  readonly opened: OpenedRun
  /** Has the batches made, staged and inserted. */
  readonly pump: (options: PumpBatchesOptions) => Promise<void>
}

export class SeedRun {
  readonly #config: Config
  readonly #options: SeedOptions
  readonly #observer: SeedObserver
  readonly #warehouse: Warehouse
  readonly #choice: SeedRunOptions['choice']
  readonly #pump: SeedRunOptions['pump']
  readonly #run: OpenedRun['run']
  readonly #share: BatchShare
  readonly #workerCount: number
  readonly #counters = new PipelineCounters()
  #elapsedMs = 0

  constructor({ config, options, observer, warehouse, choice, opened, pump }: SeedRunOptions) {
    this.#config = config
    this.#options = options
    this.#observer = observer
    this.#warehouse = warehouse
    this.#choice = choice
    this.#pump = pump
    this.#run = opened.run
    this.#workerCount = options.workerCount ?? defaultWorkerCount(config.CLICKHOUSE_URL === undefined)
    this.#share = batchShare(opened.run, options.range, opened.batchesIn)
    this.#counters.rowsAlreadyIn = this.#share.rowsIn
  }

  async run(interrupt: AbortSignal): Promise<SeedResult> {
    const pending = new PendingBatches({
      missing: this.#share.missing,
      datasetId: datasetId(this.#run),
      onIn: (rowCount) => (this.#counters.rowsDone += rowCount),
    })
    if (pending.count > 0) await this.#pumpThroughStaging(pending, interrupt)
    const report = seedReport({
      run: this.#run,
      share: this.#share,
      counters: this.#counters,
      elapsedMs: this.#elapsedMs,
      format: this.#options.format,
      staging: this.#choice.kind,
      drain: this.#config.DRAIN,
      workerCount: this.#workerCount,
    })
    return { report, isComplete: pending.count === 0 }
  }

  async #pumpThroughStaging(pending: PendingBatches, interrupt: AbortSignal): Promise<void> {
    const notify = (message: string): void => this.#observer.notify(message)
    const opened = await this.#choice.open(notify)
    const { staging } = opened
    const isReadByClickHouse = this.#config.DRAIN === 'clickhouse'
    const pool = new ProducerPool(this.#workerCount, this.#run, {
      format: this.#options.format,
      // Kafka compresses what ClickHouse itself is to read there.
      encoding: isReadByClickHouse ? 'none' : staging.kind === 'none' ? 'either' : 'lz4',
      hasChecksum: staging.kind !== 'none' && !isReadByClickHouse,
    })
    try {
      await pool.start()
      const monitor = await openPipelineMonitor({
        kind: 'seed',
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
        await this.#pump({
          config: this.#config,
          run: this.#run,
          range: this.#options.range,
          batches: this.#share.missing.keys(),
          laneCount: this.#workerCount + 1,
          warehouse: this.#warehouse,
          staging,
          pool,
          pending,
          counters: this.#counters,
          notify,
          interrupt,
        }).finally(() => (this.#elapsedMs = performance.now() - startedAtMs))
      } finally {
        await monitor.end()
      }
    } finally {
      await pool.close()
      await opened.close()
    }
  }
}
