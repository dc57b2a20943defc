// `ingest` with ClickHouse's own Kafka engine as the drain: makes what it consumes by, then shows what it does until it is told
// to stop. ClickHouse goes on without it. Rows are counted of live events; a seeding run counts its own.
import { setTimeout as sleep } from 'node:timers/promises'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import type { Config } from '../config/config.ts'
import { ClickHouseStaging } from '../drain/clickhouse/clickhouse-staging.ts'
import { ClickHouseWatch } from '../drain/clickhouse/clickhouse-watch.ts'
import { ensureKafkaTables } from '../drain/clickhouse/kafka-tables.ts'
import { finishMillraceDrain } from '../drain/clickhouse/switch-drain.ts'
import { lookEveryMs } from '../drain/clickhouse/until-consumed.ts'
import { liveBatchesSince } from '../ledger/live-batches-since.ts'
import { openPipelineMonitor } from '../progress/open-pipeline-monitor.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import type { AcquiredKafka, AcquireKafka } from '../staging/choose-staging.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { awayNotice } from './away-notice.ts'
import type { IngestObserver } from './ingest.ts'
import { ingestReport, type IngestReport } from './ingest-report.ts'

interface WatchParts {
  readonly config: Config
  readonly observer: IngestObserver
  readonly warehouse: Warehouse
}

const all = [...datasets.values()]

export async function watchClickHouse(
  interrupt: AbortSignal,
  { acquireKafka, ...parts }: WatchParts & { readonly acquireKafka: AcquireKafka },
): Promise<IngestReport> {
  const { config, observer, warehouse } = parts
  const notify = (message: string): void => observer.notify(message)
  const kafka = await acquireKafka(notify)
  try {
    await finishMillraceDrain(kafka.access, { config, warehouse, datasets: all, notify, signal: interrupt })
    const staging = await ClickHouseStaging.open({ config, access: kafka.access })
    try {
      return await watchUntil(interrupt, parts, kafka, staging)
    } finally {
      await staging.close()
    }
  } finally {
    await kafka.release()
  }
}

async function watchUntil(
  interrupt: AbortSignal,
  { config, observer, warehouse }: WatchParts,
  { access }: AcquiredKafka,
  staging: ClickHouseStaging,
): Promise<IngestReport> {
  const notify = (message: string): void => observer.notify(message)
  const counters = new PipelineCounters()
  const retrySecondsMax = config.RETRY_SECONDS
  const tellAway = awayNotice({ notify, retrySecondsMax })
  const retry = {
    retrySecondsMax,
    signal: interrupt,
    onRetry: (error: unknown) => {
      counters.insertRetries++
      tellAway(error)
    },
  }
  const watch = await ClickHouseWatch.start({ config, access, warehouse, datasets: all, counters, notify, retry })
  for (const dataset of all) {
    await retryWhileAway(retry, () => ensureKafkaTables(warehouse, dataset, { config, access }))
  }
  const names = all.map(({ name }) => name).join(', ')
  const shared = { config, counters, staging, notify }
  const monitor = await openPipelineMonitor({ ...shared, kind: 'ingest', dataset: names, rowsTotal: 0 })
  const startedAtMs = performance.now()
  try {
    observer.onStart(counters, monitor)
    while (!interrupt.aborted) {
      await watch.look()
      const { rows, blocks } = await retryWhileAway(retry, () => liveBatchesSince(warehouse, watch.startedAtMs))
      counters.rowsInserted = rows
      counters.rowsDone = rows
      counters.blocksInserted = blocks
      await sleep(lookEveryMs, undefined, { signal: interrupt }).catch(() => undefined) // it is time to stop
    }
  } finally {
    await monitor.end()
  }
  return ingestReport(counters, { staging: 'kafka', drain: 'clickhouse' }, performance.now() - startedAtMs)
}
