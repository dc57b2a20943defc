// Seeding with ClickHouse's own Kafka engine as the drain (`DRAIN=clickhouse`). It promises to make no batch that is on its way
// already: what is staged for either drain is in, and in the ledger, before it asks what is missing.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { Config } from '../config/config.ts'
import { ClickHouseStaging } from '../drain/clickhouse/clickhouse-staging.ts'
import { ClickHouseWatch } from '../drain/clickhouse/clickhouse-watch.ts'
import { ensureKafkaTables } from '../drain/clickhouse/kafka-tables.ts'
import { finishMillraceDrain } from '../drain/clickhouse/switch-drain.ts'
import { untilConsumed } from '../drain/clickhouse/until-consumed.ts'
import { loadRun } from '../ledger/run-registry.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import type { AcquiredKafka, AcquireKafka, StagingChoice } from '../staging/choose-staging.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { openRun } from './open-run.ts'
import { pumpToClickHouse } from './pump-to-clickhouse.ts'
import type { SeedOptions } from './seed-options.ts'
import { SeedRun, type SeedObserver, type SeedResult } from './seed-run.ts'

export interface SeedThroughClickHouseOptions {
  readonly config: Config
  readonly options: SeedOptions
  readonly dataset: EventDataset
  readonly observer: SeedObserver
  readonly warehouse: Warehouse
  readonly choice: StagingChoice
  readonly acquireKafka: AcquireKafka
  readonly retry: RetryOptions
  readonly signal: AbortSignal
}

export async function seedThroughClickHouse(parts: SeedThroughClickHouseOptions): Promise<SeedResult> {
  const { config, options, dataset, observer, warehouse, choice, retry, signal } = parts
  const notify = (message: string): void => observer.notify(message)
  const kafka = await parts.acquireKafka(notify)
  const { access } = kafka
  try {
    notify("drain: ClickHouse's own Kafka engine, at least once (DRAIN=clickhouse)")
    await finishMillraceDrain(access, { config, warehouse, datasets: [dataset], notify, signal })
    await finishStaged(access, parts)
    const opened = await retryWhileAway(retry, () =>
      openRun(warehouse, { dataset, name: `DATASET=${dataset.name}` }, options, Date.now()),
    )
    const tableUuids = { [dataset.name]: opened.run.tableUuid }
    const staging = await ClickHouseStaging.open({ config, access, tableUuids })
    const run = new SeedRun({
      config,
      options,
      observer,
      warehouse,
      choice: { kind: choice.kind, open: () => Promise.resolve({ staging, close: () => staging.close() }) },
      opened,
      pump: (pumped) => pumpToClickHouse({ ...pumped, config, warehouse, dataset, staging, access }),
    })
    return await run.run(signal).finally(() => staging.close())
  } finally {
    await kafka.release()
  }
}

/** What an earlier process staged, if there was one, and makes what ClickHouse consumes by. */
async function finishStaged(access: AcquiredKafka['access'], parts: SeedThroughClickHouseOptions): Promise<void> {
  const { config, dataset, observer, warehouse, retry, signal } = parts
  const notify = (message: string): void => observer.notify(message)
  const staging = await ClickHouseStaging.open({ config, access })
  try {
    await retryWhileAway(retry, () => ensureKafkaTables(warehouse, dataset, { config, access }))
    if ((await retryWhileAway(retry, () => loadRun(warehouse, dataset.name))) === undefined) return
    const { blocks } = await staging.backlogOf(dataset)
    if (blocks === 0) return
    notify(`${blocks} blocks that were staged before go in first`)
    const counters = new PipelineCounters()
    const watch = await ClickHouseWatch.start({
      config,
      access,
      warehouse,
      datasets: [dataset],
      counters,
      notify,
      retry,
    })
    await untilConsumed({ dataset, staging, signal, onWait: () => watch.look() })
  } finally {
    await staging.close()
  }
}
