// Only the drain: takes what is staged, whoever staged it, and puts it into the warehouse until it is told to stop.
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import type { Config } from '../config/config.ts'
import { assertClickHouseDrain } from '../drain/clickhouse/assert-drain.ts'
import { finishClickHouseDrain } from '../drain/clickhouse/switch-drain.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { openPipelineMonitor } from '../progress/open-pipeline-monitor.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { PipelineMonitor } from '../progress/pipeline-monitor.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { chooseStaging } from '../staging/choose-staging.ts'
import { spoolIsTaken } from '../staging/spool/spool-is-taken.ts'
import { spoolDir } from '../staging/spool/spool-paths.ts'
import type { Staging } from '../staging/staging.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { awayNotice } from './away-notice.ts'
import { drainUntil } from './drain-until.ts'
import { ingestReport, type IngestReport } from './ingest-report.ts'

export interface IngestObserver {
  /** A line for people. */
  notify(message: string): void
  /** The drain is about to run; the counters change from now on. */
  onStart(counters: PipelineCounters, monitor: PipelineMonitor): void
}

/**
 * Resolves after `interrupt`, when what was in flight is in. Throws `CONFIG` when there is nothing to drain by
 * configuration, and what the drain could not go on after: staging or ClickHouse away for longer than RETRY_SECONDS.
 */
export async function ingest(config: Config, observer: IngestObserver, interrupt: AbortSignal): Promise<IngestReport> {
  const notify = (message: string): void => observer.notify(message)
  const choice = await chooseStaging(config)
  if (choice.kind === 'none') {
    throw new MillraceError(
      'CONFIG',
      'STAGING=none leaves nothing to drain: workers then insert by themselves. It may be auto, kafka or spool',
    )
  }
  const acquireKafka = config.DRAIN === 'clickhouse' ? assertClickHouseDrain(config, choice) : undefined
  notify(`staging: ${choice.description}`)
  const warehouse = await openWarehouse(config, notify)
  try {
    notify(`warehouse: ${warehouse.description}`)
    const parts = { config, observer, warehouse: warehouse.warehouse }
    await ensureAllTables(parts, interrupt)
    if (acquireKafka !== undefined) {
      const { watchClickHouse } = await import('./watch-clickhouse.ts')
      return await watchClickHouse(interrupt, { ...parts, acquireKafka })
    }
    if (choice.kind === 'kafka') {
      const { warehouse } = parts
      await finishClickHouseDrain(choice, {
        config,
        warehouse,
        datasets: [...datasets.values()],
        notify,
        signal: interrupt,
      })
    }
    const opened = await choice.open(notify)
    try {
      return await drainStaged(interrupt, { ...parts, staging: opened.staging })
    } finally {
      await opened.close()
    }
  } finally {
    await warehouse.close()
  }
}

interface IngestParts {
  readonly config: Config
  readonly observer: IngestObserver
  readonly warehouse: Warehouse
}

async function ensureAllTables({ config, observer, warehouse }: IngestParts, signal: AbortSignal): Promise<void> {
  const retrySecondsMax = config.RETRY_SECONDS
  const notify = (message: string): void => observer.notify(message)
  await retryWhileAway({ retrySecondsMax, signal, onRetry: awayNotice({ notify, retrySecondsMax }) }, async () => {
    for (const dataset of datasets.values()) await ensureTables(warehouse, dataset, config.TTL_MONTHS)
  })
}

interface DrainParts extends IngestParts {
  readonly staging: Staging
}

async function drainStaged(interrupt: AbortSignal, parts: DrainParts): Promise<IngestReport> {
  const { config, observer, warehouse, staging } = parts
  const notify = (message: string): void => observer.notify(message)
  const counters = new PipelineCounters()
  const monitor = await openPipelineMonitor({
    kind: 'ingest',
    config,
    dataset: [...datasets.keys()].join(', '),
    rowsTotal: 0,
    counters,
    staging,
    notify,
  })
  const startedAtMs = performance.now()
  try {
    if (staging.kind === 'spool' && spoolIsTaken(spoolDir(config))) {
      notify('another process drains this spool; this one takes over when it ends')
    }
    observer.onStart(counters, monitor)
    await drainUntil(interrupt, { config, warehouse, staging, counters, notify })
  } finally {
    await monitor.end()
  }
  return ingestReport(counters, { staging: staging.kind, drain: 'millrace' }, performance.now() - startedAtMs)
}
